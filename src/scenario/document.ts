import {
  isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Alias, type Document, type Node, type Pair, type YAMLError, type YAMLMap,
} from 'yaml';
import { describeValue, quote, statement, type Reason } from './reason.js';
import { problemAt, type Place, type Problem } from './scenario-error.js';

/** Keys from the top of the file to a setting; numbers are positions in lists. */
export type Path = readonly (string | number)[];

/** A file, or what changes have made of it: plain values, and where each of them stands. */
export interface SourceDocument {
  readonly file: string;
  readonly root: Readonly<Record<string, unknown>>;
  /** Where a setting stands: its key or list item; the nearest setting above it when it is not there. */
  readonly place: (path: Path) => Place;
}

/** Path as in messages: `organisations.ministry.list[3].staff`. */
export function pathInWords(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** Characters of YAML beyond which a file is refused: parsing takes seconds and some hundred times the memory. */
const LONGEST_TEXT = 5_000_000;
/** What a document is, for the problems of one that is none. */
export interface DocumentKind {
  readonly name: string;
  /** The same with what a map of its kind contains. */
  readonly map: string;
}

const SCENARIO: DocumentKind = { name: 'a scenario', map: 'a scenario: a map with keys such as "name" and "time"' };
/** How problems call a file without any content. */
export const EMPTY_FILE = 'an empty file';
/** Settings beyond which a file is refused; only repeated aliases get there. */
const MOST_NODES = 1_000_000;

/**
 * Reads YAML 1.2 text into plain values that keep their places. Problems: text that is no YAML, keys given twice, keys that are not
 * plain text, numbers that are not finite, aliases that contain themselves, a file that is no map or too long.
 * @param kind what is expected of a file that is no map
 */
export function readDocument(text: string, file: string, kind: DocumentKind = SCENARIO): SourceDocument | readonly Problem[] {
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > LONGEST_TEXT) {
    const found = `${Math.ceil(text.length / 1e6)} million characters`;
    return [problemAt(start, '', {
      expected: 'at most 5 million characters of YAML', found, advice: 'write rules with "count", or put long lists into a CSV file and name it under "from"',
    })];
  }
  const read = readYaml(text, file);
  if ('problems' in read) return read.problems;
  const { value, place } = read;
  if (value === null) return [problemAt(start, '', { expected: kind.name, found: EMPTY_FILE })];
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [problemAt(start, '', { expected: kind.map, found: describeValue(value) })];
  }
  return { file, root: value as Record<string, unknown>, place };
}

const NESTED_TOO_DEEPLY = statement('lists and maps are nested too deeply');
/** Open brackets, and characters of indentation, beyond which the parser's recursion would endanger the process. */
const DEEPEST_BRACKETS = 100;
const DEEP_INDENTATION = /^[\s?-]{400}/;

/** The first line that is nested beyond reason; the parser recurses, so it must not see such a text. */
function lineNestedTooDeeply(text: string): number | undefined {
  let brackets = 0;
  let line = 0;
  for (const content of text.split('\n')) {
    line += 1;
    if (DEEP_INDENTATION.test(content)) return line;
    for (const character of content) {
      if (character === '[' || character === '{') brackets += 1;
      else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > DEEPEST_BRACKETS) return line;
    }
  }
  return undefined;
}

/** Plain values of a YAML text, and where each of them stands. */
export interface PlainText {
  readonly value: unknown;
  readonly place: (path: Path) => Place;
}

/** Reads a YAML text into plain values, or says why it cannot be read. */
export function readYaml(text: string, file: string): PlainText | { readonly problems: readonly Problem[] } {
  const tooDeep = lineNestedTooDeeply(text);
  if (tooDeep !== undefined) return { problems: [problemAt({ file, line: tooDeep, column: 1 }, '', NESTED_TOO_DEEPLY)] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) {
    const problems = syntax.map((error) => problemAt(at(error.pos[0]), '', yamlErrorInWords(error)));
    // What follows on the same line is mostly the parser losing its way.
    return { problems: problems.filter(({ line }, index) => problems.findIndex((first) => first.line === line) === index) };
  }
  const { contents } = document;
  if (contents === null) return { value: null, place: () => at(0) };
  const problems: Problem[] = [];
  const value = plainValue(contents, (node, path, reason) => {
    problems.push(problemAt(at(node.range?.[0] ?? 0), pathInWords(path), reason));
  });
  return problems.length > 0 ? { problems } : { value, place: (path) => at(offsetOf(contents, document, path)) };
}

type Report = (node: Node, path: Path, reason: Reason) => void;

/** The plain value of a node; whatever cannot be one is reported and stands as undefined. */
function plainValue(root: Node, report: Report): unknown {
  const nodeByAnchor = new Map<string, Node>();
  /** Anchored nodes that are being read: an alias to one of them would never end. */
  const open = new Set<Node>();
  /** Whether what an alias repeats is being read: its anchors were registered where they stand. */
  let repeating = false;
  let nodes = 0;
  const read = (current: unknown, path: Path): unknown => {
    nodes += 1;
    if (nodes === MOST_NODES) report(root, [], statement(`more than ${MOST_NODES} settings, counting what aliases repeat`));
    if (nodes >= MOST_NODES) return undefined;
    if (isAlias(current)) return readAlias(current, path);
    if (!isNode(current) || current.anchor === undefined) return readContent(current, path);
    if (!repeating) nodeByAnchor.set(current.anchor, current);
    open.add(current);
    const value = readContent(current, path);
    open.delete(current);
    return value;
  };
  const readAlias = (alias: Alias, path: Path): unknown => {
    const target = nodeByAnchor.get(alias.source);
    if (target !== undefined && !open.has(target)) {
      const outer = repeating;
      repeating = true;
      const value = read(target, path);
      repeating = outer;
      return value;
    }
    report(alias, path, target === undefined
      ? { expected: `an anchor &${alias.source} above this alias`, found: 'none' }
      : statement(`the alias *${alias.source} stands inside what it refers to`));
    return undefined;
  };
  const readContent = (current: unknown, path: Path): unknown => {
    if (isMap(current)) return readMap(current, path);
    if (isSeq(current)) return current.items.map((item, index) => read(item, [...path, index]));
    if (!isScalar(current)) return null;
    if (typeof current.value === 'number' && !Number.isFinite(current.value)) {
      report(current, path, { expected: 'a finite number', found: current.source ?? String(current.value) });
    }
    return current.value;
  };
  const readMap = (map: YAMLMap, path: Path): Record<string, unknown> => {
    const values: Record<string, unknown> = {};
    const firstByKey = new Map<string, Node>();
    for (const pair of map.items) {
      const key = keyText(pair);
      const keyNode = isNode(pair.key) ? pair.key : map;
      if (key === undefined) {
        report(keyNode, path, { expected: 'a plain name before the colon', found: isScalar(pair.key) ? describeValue(pair.key.value) : 'a list or map' });
        continue;
      }
      if (firstByKey.has(key)) {
        report(keyNode, [...path, key], statement(`${quote(key)} is given twice`));
        continue;
      }
      firstByKey.set(key, keyNode);
      values[key] = read(pair.value, [...path, key]);
    }
    return values;
  };
  return read(root, []);
}

/** Text of a key; undefined for keys that no setting can have. */
function keyText(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  const { value } = pair.key;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value);
  return text === '' || text === '__proto__' ? undefined : text;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** Offset of the key or list item that a path leads to, as far as it leads. */
function offsetOf(root: Node, document: Document, path: Path): number {
  let node: unknown = root;
  let offset = root.range?.[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find((candidate) => keyText(candidate) === String(key));
      if (pair === undefined) return offset;
      offset = isNode(pair.key) ? pair.key.range?.[0] ?? offset : offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number' && isNode(node.items[key])) {
      node = node.items[key];
      offset = (node as Node).range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function yamlErrorInWords(error: YAMLError): Reason {
  const message = error.message.split('\n')[0];
  switch (error.code) {
    case 'TAB_AS_INDENT': return statement('a tab stands where the line is indented; indent with spaces');
    case 'MULTIPLE_DOCS': return statement('expected one scenario in the file, found a second after "---"');
    case 'TAG_RESOLVE_FAILED': return { expected: 'plain values', found: 'a YAML tag', advice: 'put texts that begin with "!" into quotes' };
    case 'BAD_ALIAS': return statement('an & or * without a name; put texts that begin with one into quotes');
    case 'BAD_SCALAR_START': return statement('a text begins with a character that YAML keeps for itself; put it into quotes');
    case 'RESOURCE_EXHAUSTION': return NESTED_TOO_DEEPLY;
    case 'BLOCK_AS_IMPLICIT_KEY': case 'MULTILINE_IMPLICIT_KEY':
      return statement('a second key stands where one value is expected; look at the indentation, at missing colons, and put texts that contain ": " into quotes');
    case 'BAD_INDENT': return statement(message.startsWith('Flow')
      ? 'a bracket opened above is not closed before this line'
      : 'the indentation of this line fits neither the line above nor the list or map it belongs to');
    case 'MISSING_CHAR': return statement(missingCharacterInWords(message));
    case 'BLOCK_IN_FLOW': return statement('inside brackets, lists are written [a, b] and maps { a: b }');
    case 'UNEXPECTED_TOKEN': return statement('what stands here does not go with what stands before; look for a missing colon, comma, bracket or quote');
    default: return statement(`not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
}

function missingCharacterInWords(message: string): string {
  if (message.startsWith('Missing closing')) return 'a quote opened above is not closed';
  if (message.startsWith('Missing ,') || message.startsWith('Unexpected ,')) return 'a comma or a closing bracket is missing, or one is too many';
  if (message.startsWith('Flow')) return 'a bracket opened above is not closed';
  if (message.startsWith('Implicit map keys')) return 'a key without a colon and a value';
  if (message.startsWith('Comments must')) return 'a comment needs a space before its #';
  if (message.startsWith('Sequence item')) return 'an entry of a list does not begin with "- "';
  return 'a character is missing: a colon, comma, bracket, quote or space';
}
