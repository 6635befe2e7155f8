import { piece, refuse } from './piece.js';
import { mismatch, unknownName } from './reason.js';
import { timeUnitOf, UNIT_WORDS } from './units.js';

const filePath = piece({ type: 'string', minLength: 1 }, (value) =>
  (typeof value === 'string' && value !== '' ? value : refuse(mismatch('the path of a CSV file such as data/cases.csv', value))));
const columnName = piece({ type: ['string', 'number'] }, (value) => {
  const name = typeof value === 'number' ? String(value) : value;
  return typeof name === 'string' && name !== '' ? name : refuse(mismatch('the name of a column', value));
});
const delimiter = piece({ type: 'string', minLength: 1, maxLength: 1 }, (value) =>
  (typeof value === 'string' && value.length === 1 && value !== '"' && value !== '\n' && value !== '\r' ? value : refuse(mismatch('one character such as ";"', value))));
const timeUnit = piece({ enum: UNIT_WORDS }, (value) =>
  (typeof value === 'string' ? timeUnitOf(value) : undefined) ?? refuse(unknownName('a unit of time', value, UNIT_WORDS)));

/** Pieces for whatever names a data file. */
export const dataFilePieces = { filePath, columnName, delimiter, timeUnit } as const;
