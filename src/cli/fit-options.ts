import type { LogColumns } from '../calibration/activity-log.js';
import { VARIANTS, type ScenarioAdditions } from '../calibration/fitted-scenario.js';
import type { LevelPlan } from '../calibration/level-plan.js';
import { uniqueSlugs } from '../calibration/case-groups.js';
import { isoTimeReader, numericTimeReader, type TimeReader } from '../calibration/time-reader.js';
import { isSlug } from '../scenario/names.js';
import { readTable } from '../scenario/table.js';
import { readQuantity, timeUnitOf, UNIT_WORDS } from '../scenario/units.js';
import { UsageError } from './io.js';
import { zoneOffset } from './time-zone.js';

/** Options of `fit` as commander parses them. */
export interface FitFlags {
  readonly case: string;
  readonly time: string;
  readonly activity: string;
  readonly resource?: string;
  readonly lifecycle?: string;
  readonly jurisdiction?: string;
  readonly domain?: string;
  readonly by?: string;
  readonly fewest?: string;
  readonly levels?: string;
  readonly ending?: string;
  readonly arrival?: string;
  readonly ignore?: string;
  readonly marks?: string;
  readonly from?: string;
  readonly to?: string;
  readonly until?: string;
  readonly arrivals?: string;
  readonly learning?: string;
  readonly variants?: string;
  readonly timezone?: string;
  readonly unit?: string;
  readonly separator?: string;
  readonly replications?: string;
  readonly bootstrap?: string;
  readonly name?: string;
  readonly title?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly skipBadRows?: boolean;
  readonly quiet?: boolean;
}

/** Names separated by commas; one that contains a comma stands in double quotes, as in a CSV file. */
export function namesOf(flag: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  const { columns, faults } = readTable(flag, text, ',');
  const [fault] = faults;
  if (faults.length > 0) throw new UsageError(`${flag} ${text}: ${fault.reason.statement ?? 'expected names separated by commas'}`);
  if (columns.some((name) => name === '')) throw new UsageError(`${flag} ${text}: expected names separated by commas, found an empty one`);
  return [...columns];
}

/** `desk,unit` or `desk=register+check,unit=review`, from the bottom level to the top. */
export function levelsOf(text: string): LevelPlan['levels'] {
  const written = namesOf('--levels', text).map((level) => {
    const split = level.indexOf('=');
    return split < 0 ? { name: undefined, activities: [level] } : { name: level.slice(0, split).trim(), activities: level.slice(split + 1).split('+').map((each) => each.trim()) };
  });
  const faulty = written.find(({ name, activities }) => (name !== undefined && !isSlug(name)) || activities.includes(''));
  if (faulty !== undefined) {
    throw new UsageError(`--levels ${text}: expected activities, or NAME=ACTIVITY+ACTIVITY with a name of letters, digits, "-" and "_" that begins with a letter, found "${faulty.name ?? ''}=${faulty.activities.join('+')}"`);
  }
  const all = written.flatMap(({ activities }) => activities);
  const twice = all.find((activity, i) => all.indexOf(activity) !== i);
  if (twice !== undefined) throw new UsageError(`--levels ${text}: expected each activity once, found "${twice}" twice`);
  const slugs = uniqueSlugs(written.map(({ name, activities }) => name ?? activities[0]), 'level');
  return written.map(({ activities }, i) => ({ name: slugs[i], activities }));
}

export function columnsOf(flags: FitFlags): LogColumns {
  return {
    caseId: flags.case, time: flags.time, activity: flags.activity,
    ...(flags.resource === undefined ? {} : { resource: flags.resource }),
    ...(flags.lifecycle === undefined ? {} : { lifecycle: flags.lifecycle }),
    attributes: [...new Set([...(flags.jurisdiction === undefined ? [] : [flags.jurisdiction]), ...(flags.domain === undefined ? [] : [flags.domain]), ...namesOf('--by', flags.by)])],
  };
}

export function timeReaderOf({ unit, timezone }: FitFlags): TimeReader {
  if (unit === undefined) return isoTimeReader(timezone === undefined || timezone === 'UTC' ? undefined : zoneOffset(timezone));
  if (timezone !== undefined) throw new UsageError('--timezone: times that are numbers (--unit) have no time zone');
  const known = timeUnitOf(unit);
  if (known === undefined) throw new UsageError(`--unit ${unit}: expected one of ${UNIT_WORDS.join(', ')}`);
  return numericTimeReader(known);
}

/** A moment given on the command line, in the way of the log's own times. */
export function momentOf(flag: string, text: string | undefined, times: TimeReader): number | undefined {
  if (text === undefined) return undefined;
  const moment = times.read(text);
  if (moment === undefined) throw new UsageError(`${flag} ${text}: expected ${times.expected}`);
  return moment;
}

export function choiceOf<Name extends string>(flag: string, text: string | undefined, names: readonly Name[]): Name | undefined {
  if (text === undefined) return undefined;
  const found = names.find((name) => name === text);
  if (found === undefined) throw new UsageError(`${flag} ${text}: expected ${names.join(' or ')}`);
  return found;
}

export function countOf(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) throw new UsageError(`${flag} ${text}: expected a whole number of at least 0`);
  return count;
}

/** What is put into the scenario besides the estimates. */
export function additionsOf({ learning, variants }: FitFlags): ScenarioAdditions {
  const taken: readonly string[] = Object.values(VARIANTS);
  if (variants !== undefined && (!isSlug(variants) || taken.includes(variants))) {
    throw new UsageError(`--variants ${variants}: expected what the scenario itself is called among its variants: letters, digits, "-" and "_", a letter first, and not ${taken.join(' or ')}`);
  }
  return { ...(learning === undefined ? {} : { learning: rateOf('--learning', learning) }), ...(variants === undefined ? {} : { variants }) };
}

function rateOf(flag: string, text: string): number {
  const { number = Number.NaN, percent = false, per = false, unit = '' } = readQuantity(text) ?? {};
  const rate = percent ? number / 100 : number;
  if (per || unit !== '' || !(rate > 0 && rate < 1)) throw new UsageError(`${flag} ${text}: expected a share above 0 and below 1, such as 1% or 0.01`);
  return rate;
}

export function separatorOf(text: string | undefined): string {
  if (text === undefined) return ',';
  const separator = text === 'tab' || text === String.raw`\t` ? '\t' : text;
  if (separator.length !== 1 || /["\r\n]/.test(separator)) throw new UsageError(`--separator ${text}: expected one character, or "tab"`);
  return separator;
}
