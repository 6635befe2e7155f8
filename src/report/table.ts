/** One column of a CSV file. */
export interface Column {
  /** snake_case header, unique in its table. */
  readonly name: string;
  /** What a cell that is present holds; `integer` is a number without a fraction that a double holds exactly. */
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  /** Unit of the values, such as `days`; empty for counts, shares and text. */
  readonly unit: string;
  readonly description: string;
}

/** Columns whose values identify rows of another table of the same result. */
export interface ForeignKey {
  readonly fields: readonly string[];
  readonly reference: { readonly resource: string; readonly fields: readonly string[] };
}

/** What one CSV file of a result contains: its columns in order, and how its rows are identified. */
export interface Table {
  /** File name without `.csv`. */
  readonly name: string;
  /** One sentence: what a row stands for. */
  readonly description: string;
  readonly columns: readonly Column[];
  /** Columns that together tell every row from every other and are never missing. */
  readonly primaryKey?: readonly string[];
  readonly foreignKeys?: readonly ForeignKey[];
}

const tableName = /^[a-z][a-z0-9_-]*$/;
const snakeCase = /^[a-z][a-z0-9_]*$/;

/**
 * Checks that the tables of a result fit together, before anything is written with them.
 *
 * @throws RangeError for a table name that is not a plain file name or stands twice, a table without columns, a header that is not
 * snake_case or stands twice, and a key that names a column or a table that does not exist.
 */
export function checkTables(tables: readonly Table[]): void {
  const byName = new Map<string, Table>();
  for (const table of tables) {
    if (!tableName.test(table.name)) throw new RangeError(`table "${table.name}": expected a name of lower-case letters, digits, "_" and "-"`);
    if (byName.has(table.name)) throw new RangeError(`table "${table.name}": the name stands twice`);
    byName.set(table.name, table);
    checkColumns(table);
  }
  for (const table of tables) for (const key of table.foreignKeys ?? []) checkForeignKey(table, key, byName);
}

function checkColumns(table: Table): void {
  if (table.columns.length === 0) throw new RangeError(`table "${table.name}": expected at least one column`);
  const names = new Set<string>();
  for (const { name } of table.columns) {
    if (!snakeCase.test(name)) throw new RangeError(`table "${table.name}", column "${name}": expected a snake_case header`);
    if (names.has(name)) throw new RangeError(`table "${table.name}", column "${name}": the header stands twice`);
    names.add(name);
  }
  requireColumns(table, table.primaryKey ?? [], 'primary key');
}

function checkForeignKey(table: Table, key: ForeignKey, tables: ReadonlyMap<string, Table>): void {
  requireColumns(table, key.fields, 'foreign key');
  const target = tables.get(key.reference.resource);
  if (target === undefined) {
    throw new RangeError(`table "${table.name}": its foreign key refers to the table "${key.reference.resource}", which is not part of the result`);
  }
  requireColumns(target, key.reference.fields, `foreign key of "${table.name}"`);
  if (key.fields.length !== key.reference.fields.length) {
    throw new RangeError(`table "${table.name}": a foreign key of ${key.fields.length} columns refers to ${key.reference.fields.length}`);
  }
}

function requireColumns(table: Table, names: readonly string[], key: string): void {
  for (const name of names) {
    if (!table.columns.some((column) => column.name === name)) {
      throw new RangeError(`table "${table.name}": its ${key} names the column "${name}", which does not exist`);
    }
  }
}
