/** A measure or a column as the tables of the page show it. */
export interface DescribedNumber {
  readonly name: string;
  readonly type: 'integer' | 'number';
  readonly unit: string;
  readonly description: string;
  readonly range?: string;
}

export type Tables = Readonly<Record<'runs' | 'system' | 'levels' | 'networks' | 'organisations', readonly DescribedNumber[]>>;

export function withTables(page: string, columns: Tables): string;
