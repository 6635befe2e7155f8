export function commandsOf(text: string): string[][];
export function withRealOutput(text: string): string;
export function stepsOf(text: string): { file: string; number: number; yaml: string }[];
