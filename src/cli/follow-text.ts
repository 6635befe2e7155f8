import type { FollowedLife, Stretch } from '../experiment/followed-life.js';
import { lifeLine, parallelLines } from '../experiment/life-line.js';
import type { ProblemRecord } from '../model/observer.js';
import { formatNumber } from '../report/number-format.js';
import { terminalTable } from '../report/terminal-table.js';
import { endingText, explain, happening, signs, type Naming } from './life-words.js';
import { counted, PROSE_WIDTH, wrap } from './prose.js';

/** A life under one variant, as it is shown. */
export interface ShownLife {
  readonly variant: string;
  readonly life: FollowedLife;
  readonly record: ProblemRecord | undefined;
}

/** In which unit times are shown. */
export interface ShownUnit {
  readonly name: 'days' | 'hours';
  /** Length in days. */
  readonly days: number;
}

/** Columns of the strip that shows a life at a glance. */
const STRIP = 56;
/** Widest column of organisations; after longer names a new line begins. */
const WIDEST_PLACE = 25;
/** Parallel lines that are shown; more are in the CSV file. */
const MOST_PARALLEL = 8;

/** The life of one problem under one variant, or under two: timelines, strips to the same scale, and totals that sum to the life. */
export function followText(lives: readonly ShownLife[], unit: ShownUnit): string {
  const lines = lives.map(({ life }) => lifeLine(life));
  const name = namingOf([...lines, ...lives.flatMap(({ life }) => parallelLines(life))].flat(), lives);
  const clock = clockFor(lives, unit);
  const timelines = lives.map((shown, index) => timelineText(shown, lines[index], name, clock));
  const totals = [
    totalsText('cause', lives, lines, ({ cause }) => signs[cause][1], clock),
    totalsText('organisation', lives, lines, ({ organisation }) => name(organisation), clock),
  ];
  return [introduction(lives[0]), ...timelines, stripsText(lives, lines, clock), ...totals].join('\n');
}

function introduction({ life, record }: ShownLife): string {
  const facts = record === undefined
    ? ''
    : ` It touches ${record.domains === 1 ? record.leadDomain : `${record.domains} domains, ${record.leadDomain} first`}; difficulty ${formatNumber(record.difficulty, 3)}, value ${formatNumber(record.value, 3)}.`;
  return paragraph(`Problem ${life.problem} arrives on day ${life.arrived.toFixed(2)}.${facts}`);
}

/** Times since the arrival as whole numbers of the smallest unit shown, so that what is shown sums exactly. */
interface Clock {
  readonly unit: ShownUnit;
  ticks(life: FollowedLife, time: number): number;
  text(ticks: number): string;
}

function clockFor(lives: readonly ShownLife[], unit: ShownUnit): Clock {
  const longest = lives.reduce((most, { life }) => Math.max(most, (life.ended - life.arrived) / unit.days), 0);
  const decimals = longest >= 1000 ? 1 : longest >= 1 ? 2 : 4;
  const scale = Number(`1e${decimals}`);
  return {
    unit,
    ticks: (life, time) => Math.round(((time - life.arrived) / unit.days) * scale),
    text: (ticks) => (ticks / scale).toFixed(decimals),
  };
}

function timelineText({ variant, life, record }: ShownLife, line: readonly Stretch[], name: Naming, clock: Clock): string {
  const length = `${clock.text(clock.ticks(life, life.ended))} ${clock.unit.name}`;
  const network = record?.network === undefined ? '' : ` (joint decision in ${record.network}${record.rounds === undefined ? '' : `, ${counted(record.rounds, 'round')}`})`;
  const heading = paragraph(`${variant}: ${endingText(life, record?.outcome)} ${length}${network}`);
  const meanwhile = parallelLines(life).map((stretches) => stretches.map((stretch) => rowOf(stretch, life, name, clock)));
  const rows = [headerOf(clock), ...rowsOf(line, life, name, clock)];
  const widths = widthsOf([...rows, ...meanwhile.flat()]);
  const shown = meanwhile.slice(0, MOST_PARALLEL).map((chain) => rowsText(chain, widths)).join('');
  const more = meanwhile.length <= MOST_PARALLEL ? '' : `  ... and ${meanwhile.length - MOST_PARALLEL} more lines of work at the same time (all in the file of --csv)\n`;
  const beside = meanwhile.length === 0 ? '' : `Meanwhile, without making it any longer:\n${shown}${more}`;
  return `${heading}\n${rowsText(rows, widths)}${beside}`;
}

interface Row {
  readonly begin: string;
  readonly length: string;
  readonly place: string;
  readonly text: string;
}

function headerOf({ unit }: Clock): Row {
  return { begin: 'from', length: unit.name, place: 'organisation', text: 'what the problem waits for' };
}

/** A row for every stretch, and what had happened when it ended. */
function rowsOf(line: readonly Stretch[], life: FollowedLife, name: Naming, clock: Clock): Row[] {
  return line.flatMap((stretch) => {
    const marks = life.marks.filter((mark) => mark.time === stretch.to && happening(mark) !== undefined);
    const places = [...new Set(marks.map(({ organisation }) => organisation))];
    const happened = places.map((place) => marks.flatMap((mark) => (mark.organisation === place ? [happening(mark)] : [])).join('; '));
    const vain = stretch.cause === 'meeting' && stretch.to < life.ended && !marks.some(({ kind }) => kind === 'decide');
    return [
      rowOf(stretch, life, name, clock),
      ...together(places, happened).map(({ text, at }) => ({
        begin: '', length: '', place: name(at[0]), text: `* ${text}${at.length > 1 ? `; so do ${at.length - 1} others` : ''}`,
      })),
      ...(vain ? [{ begin: '', length: '', place: '', text: '* no decision yet' }] : []),
    ];
  });
}

/** More organisations than this to which the same has happened are one row. */
const MOST_ALIKE = 4;

/** What happened where; what happened alike at many organisations only once. */
function together(places: readonly string[], happened: readonly string[]): { readonly text: string; readonly at: readonly string[] }[] {
  const alike = new Map<string, string[]>();
  happened.forEach((text, index) => alike.set(text, [...(alike.get(text) ?? []), places[index]]));
  return [...alike].flatMap(([text, at]) => (at.length > MOST_ALIKE ? [{ text, at }] : at.map((place) => ({ text, at: [place] }))));
}

function rowOf(stretch: Stretch, life: FollowedLife, name: Naming, clock: Clock): Row {
  const begin = clock.ticks(life, stretch.from);
  return { begin: clock.text(begin), length: clock.text(clock.ticks(life, stretch.to) - begin), place: name(stretch.organisation), text: explain(stretch, name) };
}

interface Widths {
  readonly begin: number;
  readonly length: number;
  readonly place: number;
}

function widthsOf(rows: readonly Row[]): Widths {
  const widest = (of: (row: Row) => string): number => rows.reduce((width, row) => Math.max(width, of(row).length), 0);
  return { begin: widest(({ begin }) => begin), length: widest(({ length }) => length), place: Math.min(WIDEST_PLACE, widest(({ place }) => place)) };
}

function rowsText(rows: readonly Row[], widths: Widths): string {
  const indent = 2 + widths.begin + 2 + widths.length + 2 + widths.place + 2;
  return rows
    .map(({ begin, length, place, text }) => {
      const left = `  ${begin.padStart(widths.begin)}  ${length.padStart(widths.length)}  ${place.padEnd(widths.place)}  `;
      const words = wrap(text, Math.max(24, PROSE_WIDTH - indent));
      const [first, ...more] = place.length > widths.place ? ['', ...words] : words;
      return [left + first, ...more.map((line) => ' '.repeat(indent) + line)].map((line) => `${line.trimEnd()}\n`).join('');
    })
    .join('');
}

/** Each life as a row of signs, to the same scale. */
function stripsText(lives: readonly ShownLife[], lines: readonly (readonly Stretch[])[], clock: Clock): string {
  const longest = lives.reduce((most, { life }) => Math.max(most, life.ended - life.arrived), 0);
  const width = lives.reduce((most, { variant }) => Math.max(most, variant.length), 0);
  const strip = (life: FollowedLife, line: readonly Stretch[]): string => {
    const cells = longest === 0 ? 0 : Math.round((STRIP * (life.ended - life.arrived)) / longest);
    return Array.from({ length: cells }, (_, cell) => signAt(line, life.arrived + ((cell + 0.5) / cells) * (life.ended - life.arrived))).join('');
  };
  const rows = lives.map(({ variant, life }, index) =>
    `${variant.padEnd(width)}  |${strip(life, lines[index])}| ${clock.text(clock.ticks(life, life.ended))} ${clock.unit.name}\n`);
  const met = Object.entries(signs).filter(([cause]) => lines.flat().some((stretch) => stretch.cause === cause));
  // A sign stays on the line of its meaning.
  const legend = wrap(met.map(([, [sign, meaning]]) => `${sign} ${meaning},`.replaceAll(' ', '\u00a0')).join(' ')).join('\n').replace(/,$/, '').replaceAll('\u00a0', ' ');
  return `${rows.join('')}${legend}\n`;
}

function signAt(line: readonly Stretch[], time: number): string {
  const stretch = line.find(({ to }) => to > time);
  return stretch === undefined ? ' ' : signs[stretch.cause][0];
}

/** Time by cause or organisation, the most first, under each variant; the columns sum to the lives. */
function totalsText(title: string, lives: readonly ShownLife[], lines: readonly (readonly Stretch[])[], key: (stretch: Stretch) => string, clock: Clock): string {
  const sums = lines.map((line, index) => {
    const { life } = lives[index];
    const byKey = new Map<string, number>();
    for (const stretch of line) byKey.set(key(stretch), (byKey.get(key(stretch)) ?? 0) + clock.ticks(life, stretch.to) - clock.ticks(life, stretch.from));
    return byKey;
  });
  const of = (name: string): number[] => sums.map((byKey) => byKey.get(name) ?? 0);
  const largest = (name: string): number => Math.max(...of(name));
  const names = [...new Set(sums.flatMap((byKey) => [...byKey.keys()]))].sort((a, b) => largest(b) - largest(a));
  const wholes = lives.map(({ life }) => clock.ticks(life, life.ended));
  const row = (name: string, ticks: readonly number[]): string[] => {
    const difference = ticks.length === 2 ? [signed(clock.text(ticks[1] - ticks[0]))] : [`${shareText(ticks[0], wholes[0])} %`];
    return [name, ...ticks.map((value) => clock.text(value)), ...difference];
  };
  const headers = [`${clock.unit.name} by ${title}`, ...lives.map(({ variant }) => variant), lives.length === 2 ? 'difference' : 'share'];
  return terminalTable(headers, [...names.map((name) => row(name, of(name))), row('whole life', wholes)]);
}

function signed(text: string): string {
  return Number(text) > 0 ? `+${text}` : text;
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '0' : ((100 * part) / whole).toFixed(0);
}

/** The shortest ends of paths that tell all organisations of the text apart. */
function namingOf(stretches: readonly Stretch[], lives: readonly ShownLife[]): Naming {
  const labelled = stretches.flatMap(({ label }) => label.split(' ').filter((word) => word.includes('/')));
  const marked = lives.flatMap(({ life }) => life.marks.map(({ organisation }) => organisation));
  const paths = new Set([...stretches.flatMap(({ organisation, others }) => [organisation, ...others]), ...labelled, ...marked]);
  const names = new Map<string, string>();
  for (const path of paths) {
    const keys = path.split('/');
    const ends = keys.map((_, index) => keys.slice(keys.length - 1 - index).join('/'));
    const unique = ends.find((end) => ![...paths].some((other) => other !== path && (other === end || other.endsWith(`/${end}`))));
    names.set(path, unique ?? path);
  }
  return (path) => names.get(path) ?? path;
}

function paragraph(text: string): string {
  return wrap(text).map((line) => `${line}\n`).join('');
}
