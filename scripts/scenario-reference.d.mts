export function withReference(page: string, schema: Record<string, unknown>): string;
