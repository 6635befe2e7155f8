export interface Contingency {
  readonly name: string;
  readonly column: string;
  readonly of: (text: string) => string;
  readonly levels: readonly string[];
  readonly expected: Readonly<Record<string, string>>;
}
export const contingencies: readonly Contingency[];
export type BestForm = Readonly<Record<string, string | number | boolean | undefined>>;
export function bestForms(runs: readonly Readonly<Record<string, string>>[]): BestForm[];
export function summary(rows: readonly BestForm[]): string;
