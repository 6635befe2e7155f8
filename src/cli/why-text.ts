import type { Contrast } from '../experiment/contrast.js';
import type { Decomposition, Share } from '../experiment/decomposition.js';
import { valueText } from '../experiment/design.js';
import type { Element } from '../experiment/elements.js';
import { terminalTable } from '../report/terminal-table.js';
import { counted, listed, PROSE_WIDTH, wrap } from './prose.js';
import { labelOf, probabilityText } from './result-text.js';

/** Which settings an element switches: `networks.cabinet.form: shared -> lead`. */
export function settingsText({ differences }: Element): string {
  const value = (setting: unknown): string => (setting === undefined ? 'not set' : valueText(setting));
  return differences.map(({ path, a, b }) => `${path}: ${value(a)} -> ${value(b)}`).join('; ');
}

/** The two decompositions of one measure's difference, with what they mean. */
export function whyText(contrast: Contrast, decomposition: Decomposition): string {
  const { names: [a, b] } = contrast;
  const { measure, n } = decomposition;
  const { replications } = contrast.experiment;
  const title = `Why ${b} differs from ${a} in ${labelOf(measure)}`;
  if (decomposition.difference.mean === undefined) return `${title}\n\nNo replication has this measure under both.\n`;
  const thinned = n === replications ? '' : paragraph(`Only the ${n} of ${replications} replications in which all design points have the measure are used.`);
  return [`${title}\n`, meansText(contrast, decomposition) + thinned, switchedText(contrast, decomposition), takenAwayText(contrast, decomposition)].join('\n');
}

function meansText({ names: [a, b] }: Contrast, { a: first, b: second, difference }: Decomposition): string {
  const shares = [first, second, difference];
  const format = formatFor(shares);
  const row = (name: string, share: Share, text: (value: number | undefined) => string): string[] => [name, text(share.mean), interval(share, format)];
  const plain = (value: number | undefined): string => format(value).replace('+', '');
  return terminalTable(['', 'mean', '95 % interval'], [row(a, first, plain), row(b, second, plain), row('difference', difference, format)]);
}

/** Numbers of one decomposition, all with the same decimals, so that they can be added up by hand. */
type Format = (value: number | undefined) => string;

function formatFor(shares: readonly Share[]): Format {
  const half = Math.max(...shares.map(({ low, high }) => (low === undefined || high === undefined ? 0 : (high - low) / 2)));
  const scale = half > 0 ? half : Math.max(...shares.map(({ mean }) => Math.abs(mean ?? 0)));
  const exponent = scale > 0 ? Number(scale.toExponential().split('e')[1]) : 0;
  const decimals = Math.min(8, Math.max(0, 1 - exponent));
  return (value) => {
    if (value === undefined) return '-';
    const text = value.toFixed(decimals);
    return Number(text) === 0 ? text.replace('-', '') : signed(text);
  };
}

function interval({ low, high }: Share, format: Format): string {
  return low === undefined || high === undefined ? '-' : `[${format(low).replace('+', '')}, ${format(high).replace('+', '')}]`;
}

function switchedText({ names: [a, b], elements }: Contrast, decomposition: Decomposition): string {
  const { difference, elements: shares, elementRemainder, overOrders } = decomposition;
  const names = shortNames(elements);
  const legend = elements.map((element, index) => hanging(`${names[index]}: ${briefly(element)}`));
  const intro = `1. What they set differently, from ${a} to ${b}\n${legend.join('')}`;
  if (elements.length === 1) return `${intro}\n${paragraph('Nothing else differs: this is the whole difference.')}`;
  const format = formatFor([difference, ...shares, elementRemainder]);
  const rows = shares.map((share, index) => [names[index], format(share.mean), interval(share, format), probabilityText(share.pHolm), format(share.fromA), format(share.fromB)]);
  const last = (name: string, share: Share): string[] => [name, format(share.mean), interval(share, format), '', '', ''];
  const table = terminalTable(
    ['element', 'share', '95 % interval', 'p (Holm)', 'first', 'last'],
    [...rows, overOrders ? ['remainder', format(0), '', '', '', ''] : last('remainder', elementRemainder), last('difference', difference)],
  );
  const blocked = names.filter((_, index) => shares[index].mean === undefined);
  const notes = [
    `"first" is what an element does when it is switched alone, all else as in ${a}; "last", when everything else is as in ${b} already.`,
    overOrders
      ? 'A share is the average over all orders of switching.'
      : 'A share is the mean of the two; the remainder is what elements do only together.',
    ...(blocked.length === 0 ? [] : [`The file does not allow ${listed(blocked)} to be switched alone, so that the remainder contains it.`]),
  ];
  return `${intro}\n${table}\n${paragraph(notes.join(' '))}`;
}

/** Settings whose value says enough. */
const PLAIN: readonly string[] = ['form', 'decision', 'trust_rule', 'convening'];

/** Settings of one element that are shown; all are in the CSV file. */
const MOST_SETTINGS = 4;

/** What an element switches; settings of several networks with the same values once. */
function briefly({ name, differences }: Element): string {
  const value = (setting: unknown): string => (setting === undefined ? 'not set' : valueText(setting));
  const texts = differences.map(({ path, a, b }) => {
    const key = path.split('.').slice(2).join('.');
    return `${path === name || PLAIN.includes(key) ? '' : `${key || path}: `}${value(a)} -> ${value(b)}`;
  });
  const distinct = [...new Set(texts)];
  const more = distinct.length - MOST_SETTINGS;
  return [...distinct.slice(0, MOST_SETTINGS), ...(more > 0 ? [`and ${counted(more, 'more setting')}`] : [])].join('; ');
}

/** Names of elements; paths are cut to the last keys that still tell them apart. */
function shortNames(elements: readonly Element[]): string[] {
  const names = elements.map(({ name }) => name);
  return names.map((name) => {
    const keys = name.split('.');
    const ends = keys.map((_, index) => keys.slice(keys.length - 1 - index).join('.'));
    return ends.find((end) => !names.some((other) => other !== name && (other === end || other.endsWith(`.${end}`)))) ?? name;
  });
}

/** A point of a list, wrapped. */
function hanging(text: string): string {
  return wrap(text, PROSE_WIDTH - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}\n`).join('');
}

function takenAwayText({ neutralisations, idle }: Contrast, decomposition: Decomposition): string {
  const { difference, mechanisms, bare, mechanismRemainder } = decomposition;
  const nothing = (share: Share): boolean => share.mean === 0 && share.low === 0 && share.high === 0;
  const effective = mechanisms.filter((share) => !nothing(share));
  const without = [...idle.map(({ name }) => name), ...mechanisms.filter(nothing).map(({ mechanism }) => mechanism)];
  const idleText = without.length === 0 ? '' : paragraph(`Without effect on this difference: ${listed(without)}.`);
  const heading = '2. What takes time or weight under both, taken away from both\n';
  if (effective.length === 0) return `${heading}\n${idleText}`;
  const format = formatFor([difference, ...effective, mechanismRemainder]);
  const last = (name: string, share: Share): string[] => [name, format(share.mean), interval(share, format), '', ''];
  const table = terminalTable(
    ['mechanism', 'share', '95 % interval', 'p (Holm)', 'left without it'],
    [
      ...effective.map((share) => [share.mechanism, format(share.mean), interval(share, format), probabilityText(share.pHolm), format(share.without)]),
      ...(bare === undefined ? [] : [last('without any of them', bare)]),
      last('remainder', mechanismRemainder),
      last('difference', difference),
    ],
  );
  const meanings = neutralisations
    .filter(({ mechanism }) => effective.some((share) => share.mechanism === mechanism.name))
    .map(({ mechanism: { name, meaning } }) => hanging(`${name}: ${meaning}`));
  const note = 'A share is the part of the difference that vanishes when the mechanism alone is taken away. The remainder corrects for what several of them account for at once, and adds what they do only together.';
  return `${heading}${meanings.join('')}\n${table}\n${paragraph(note)}${idleText}`;
}

function signed(text: string): string {
  return Number(text) > 0 ? `+${text}` : text;
}

function paragraph(text: string): string {
  return wrap(text).map((line) => `${line}\n`).join('');
}
