import { checkTables, type Column, type ForeignKey, type Table } from './table.js';

/** A file that was written for a table. */
export interface TableFile {
  /** Name of its table. */
  readonly table: string;
  /** Path relative to the descriptor, such as `runs.csv`. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

/** A Data Package descriptor (Frictionless, version 2) of the tables of a result. */
export interface DataPackage {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly resources: readonly DataResource[];
}

/**
 * One file in a descriptor. A table may stand twice: as CSV, under its own name, and as Parquet, under `<name>-parquet`; encoding and dialect
 * are those of text and left out of the latter.
 */
export interface DataResource {
  readonly name: string;
  readonly type: 'table';
  readonly path: string;
  readonly description: string;
  readonly format: 'csv' | 'parquet';
  readonly mediatype: 'text/csv' | 'application/vnd.apache.parquet';
  readonly encoding?: 'utf-8';
  readonly bytes: number;
  readonly hash: string;
  readonly dialect?: typeof dialect;
  readonly schema: TableSchema;
}

/** The columns of one file in a descriptor; `unit` is a property of ours, left out where a value has none. */
export interface TableSchema {
  readonly $schema: string;
  readonly fields: readonly { readonly name: string; readonly type: Column['type']; readonly unit?: string; readonly description: string }[];
  readonly missingValues: readonly string[];
  readonly primaryKey?: readonly string[];
  readonly foreignKeys?: readonly ForeignKey[];
}

const profiles = 'https://datapackage.org/profiles/2.0';

const dialect = {
  $schema: `${profiles}/tabledialect.json`,
  header: true,
  delimiter: ',',
  lineTerminator: '\n',
  quoteChar: '"',
  doubleQuote: true,
} as const;

/**
 * The descriptor of a result's files, to be written as `datapackage.json`: Data Package Standard, version 2.0
 * (https://datapackage.org/standard/data-package/). It depends on nothing but its arguments.
 *
 * @param name lower-case letters, digits, `.`, `-` and `_`
 * @param files CSV files, one for each table; the resources stand in the order of `tables`
 * @param parquet the same tables as Parquet files, all of them or none; they stand behind the CSV files
 * @throws RangeError for a name that the standard does not allow, no tables, tables that do not fit together (see `checkTables`), and a
 * table without exactly one file.
 * @example
 * const file = { table: 'runs', path: 'runs.csv', bytes: 120, hash: sha256(text) };
 * JSON.stringify(dataPackage('waste-permits', 'Waste permits', [runsTable], [file]), undefined, 2);
 */
export function dataPackage(name: string, title: string, tables: readonly Table[], files: readonly TableFile[], parquet: readonly TableFile[] = []): DataPackage {
  if (!/^[a-z0-9._-]+$/.test(name)) throw new RangeError(`data package name "${name}": expected lower-case letters, digits, ".", "-" and "_"`);
  if (tables.length === 0) throw new RangeError(`data package "${name}": expected at least one table`);
  checkTables(tables);
  const extra = [...files, ...parquet].find((file) => !tables.some((table) => table.name === file.table));
  if (extra !== undefined) throw new RangeError(`${extra.path}: there is no table "${extra.table}"`);
  const resources = tables.map((table) => csvResource(table, fileOf(table, files)));
  const twins = parquet.length === 0 ? [] : tables.map((table) => parquetResource(table, fileOf(table, parquet)));
  return { $schema: `${profiles}/datapackage.json`, name, title, resources: [...resources, ...twins] };
}

function fileOf(table: Table, files: readonly TableFile[]): TableFile {
  const found = files.filter((file) => file.table === table.name);
  if (found.length !== 1) throw new RangeError(`table "${table.name}": expected one file, found ${found.length}`);
  return found[0];
}

function csvResource(table: Table, file: TableFile): DataResource {
  return {
    name: table.name,
    type: 'table',
    path: file.path,
    description: table.description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.hash}`,
    dialect,
    schema: tableSchema(table),
  };
}

/** The standard has no dialect for Parquet, whose files say themselves how they are to be read. */
function parquetResource(table: Table, file: TableFile): DataResource {
  const twin = (name: string): string => `${name}-parquet`;
  const foreignKeys = table.foreignKeys?.map(({ fields, reference }) => ({ fields, reference: { ...reference, resource: twin(reference.resource) } }));
  return {
    name: twin(table.name),
    type: 'table',
    path: file.path,
    description: table.description,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    bytes: file.bytes,
    hash: `sha256:${file.hash}`,
    schema: tableSchema({ ...table, ...(foreignKeys === undefined ? {} : { foreignKeys }) }),
  };
}

function tableSchema(table: Table): TableSchema {
  return {
    $schema: `${profiles}/tableschema.json`,
    fields: table.columns.map(({ name, type, unit, description }) => ({ name, type, ...(unit === '' ? {} : { unit }), description })),
    missingValues: [''],
    ...(table.primaryKey === undefined ? {} : { primaryKey: table.primaryKey }),
    ...(table.foreignKeys === undefined ? {} : { foreignKeys: table.foreignKeys }),
  };
}
