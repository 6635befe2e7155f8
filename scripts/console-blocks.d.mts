export function commandsOf(text: string): string[][];
export function withRealOutput(text: string): string;
