import type { RejectedRow } from './activity-log.js';
import { isoDate } from './civil-date.js';
import { percentage, significant, withStandardError } from './estimate-text.js';
import { fittedNames, type FittedNames } from './fitted-names.js';
import { lawWithErrors, type DataTable, type ScenarioAdditions, type ScenarioTitle } from './fitted-scenario.js';
import { fittedQuantile } from './fit-tables.js';
import { FEWEST_OF_GROUP } from './level-laws.js';
import { QUANTILES, type LevelEstimate, type LogFit } from './log-fit.js';
import { markdownTable } from './markdown-table.js';
import { ODDITY_KINDS } from './oddity.js';
import type { Prediction, SimulatedComparison } from './simulated-comparison.js';
import type { SurvivalQuantile } from './survival-quantile.js';

/** What the README tells besides the fit. */
export interface ReadmeContext {
  readonly title: ScenarioTitle;
  readonly additions: ScenarioAdditions;
  /** Command line that writes this scenario. */
  readonly command: string;
  /** Fingerprint of the log's text. */
  readonly digest: string;
  readonly rejected: readonly RejectedRow[];
  readonly tables: readonly DataTable[];
  /** Absent when nothing was simulated. */
  readonly comparison?: SimulatedComparison;
}

/** The README of a fitted scenario, under the headings of all scenarios: what was estimated, how well it fits, what was assumed and what not identified. */
export function fittedReadme(fit: LogFit, context: ReadmeContext): string {
  const names = fittedNames(fit);
  const { title, additions, command, tables } = context;
  return `${[
    `# ${title.title}`,
    '## What it is', ...whatItIs(fit, context),
    '## How it works',
    ...identification(fit), '**Levels.** Standard errors in brackets; days.', fittedLawsTable(fit), ...staffParagraphs(fit, names), ...arrivalsParagraphs(fit),
    ...transferParagraph(fit), '**What was assumed.**', bullets(assumptions(fit, additions)), '**What could not be identified.**', bullets(unidentified(fit)),
    '## How to use it', '```sh\nsubsidia run .\n```', 'It was written by', `\`\`\`sh\n${command}\n\`\`\``,
    markdownTable(['file', 'content'], [['`scenario.yaml`', 'the scenario, with every estimate in a comment'], ...tables.map(({ path, rows }) => [`\`${path}\``, `${contents(path)} (${rows.length} rows)`])]).replace('---:', '---'),
    '## Things to notice', ...goodnessParagraphs(fit), ...comparisonParagraphs(fit, names, context.comparison), ...handoverParagraphs(fit, names), ...oddityParagraphs(fit),
    '## Things to try', bullets(thingsToTry(fit, names, additions)),
    '## Sources', SOURCES.join('\n'),
    '## How to cite', 'Cite the log as its source asks for, and the simulator as CITATION.cff says, with the command above.',
  ].join('\n\n')}\n`;
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n');
}

const SOURCES = [
  'Garicano (2000), Hierarchies and the organization of knowledge in production, Journal of Political Economy 108(5), 874-904: knowledge as a quantile of difficulty.',
  'Larson and Dinse (1985), A mixture model for the regression analysis of competing risks data, Applied Statistics 34(3), 201-211: likelihood of climbing and closing.',
  'Aalen and Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on censored observations, Scandinavian Journal of Statistics 5(3), 141-150.',
  'Stute, Gonzalez Manteiga and Presedo Quindimil (1993), Bootstrap based goodness-of-fit-tests, Metrika 40, 243-256.',
  'van der Aalst, Reijers and Song (2005), Discovering social networks from event logs, Computer Supported Cooperative Work 14(6), 549-593: handovers.',
];

function moment(fit: LogFit, time: number): string {
  return fit.settings.dated ? isoDate(time) : `day ${significant(time)}`;
}

function whatItIs(fit: LogFit, { rejected, digest }: ReadmeContext): string[] {
  const { log, window, simulated, seen } = fit;
  const open = fit.seen.openings.filter(({ exit }) => exit === undefined).length;
  return [
    `A scenario estimated from an event log by \`subsidia fit\`: \`${log.file}\` (sha256 ${digest.slice(0, 16)}), ${log.size} events of ${log.cases.names.length} cases. ${rejected.length === 0
      ? 'Every row could be used.' : `${rejected.length} rows could not be used; \`data/rejected.csv\` names their lines.`}`,
    `Estimates rest on the events from ${moment(fit, window.from)} until ${moment(fit, window.to)} (not included): ${seen.openings.length} openings of cases, ${open} of them not finished by then. The simulation runs from ${moment(fit, simulated.from)} to ${moment(fit, simulated.to)} and begins, as the log does, with nothing open.`,
  ];
}

function identification({ identification: regime, unknown }: LogFit): string[] {
  const missing = [
    ...(unknown.begin > 0 ? [`Of ${unknown.begin} finished stays the beginning of work is unknown; they count for what became of cases before and after, not for the laws.`] : []),
    ...(unknown.entry > 0 ? [`Of ${unknown.entry} stays the log does not say when the case came in; they are left out of the laws.`] : []),
  ];
  switch (regime) {
    case 'observed':
      return [`**What the log tells of work: when it begins and when it is complete.** The laws are those of the time of work. Waiting is observed, but not put into the model: there it comes from queueing for staff. Work that was laid aside counts by its sessions. Staff is the largest number of cases in work at the same time. ${missing.join(' ')}`.trim()];
    case 'imputed':
      return [`**What the log tells of work: who completes it, not when it begins.** Work is taken to have begun at the later of two times: when the case came to the level, and when the same resource had completed what it did before, at whatever level. That is exact where nobody lets a case wait while idle and everybody has one case at a time; otherwise times of work are too long and waiting too short. Staff is the largest number of resources with such work at the same time, each counted once. ${missing.join(' ')}`.trim()];
    case 'stays':
      return [`**What the log tells of work: nothing but when cases come to a level and leave it.** The laws are those of whole stays, waiting included. Nobody waits for staff (\`staff: unlimited\`), since the log does not tell how much staff there is. ${missing.join(' ')}`.trim()];
  }
}

function groupColumn({ groups }: LogFit): boolean {
  return groups.groups.length > 1;
}

/** Probabilities and laws of every level and group as a Markdown table, standard errors in brackets. */
export function fittedLawsTable(fit: LogFit): string {
  const names = fittedNames(fit);
  const grouped = groupColumn(fit);
  return markdownTable(
    ['Level', ...(grouped ? ['Group'] : []), 'Observed', 'Climbed', 'Closed', 'Censored', 'Late', 'P(climb)', 'Time to climb', 'Time to close'],
    fit.levels.map(({ level, group, laws, constant, pooled }) => {
      const { climbs, closes, censored, delayed } = laws.observed;
      const law = (exit: 'climbs' | 'closes'): string => {
        const own = laws[exit];
        if (constant !== undefined) return `always ${significant(constant)}`;
        if (own === undefined) return '-';
        return laws.common && exit === 'closes' && laws.climbs !== undefined ? 'the same' : lawWithErrors(own);
      };
      return [
        names.levels[level], ...(grouped ? [`${fit.groups.groups[group].label}${pooled ? ' (too few: all groups)' : ''}`] : []),
        ...[climbs + closes + censored, climbs, closes, censored, delayed].map(String), withStandardError(laws.climbing), law('climbs'), law('closes'),
      ];
    }),
  );
}

const MOST_ROWS = 40;

function staffParagraphs(fit: LogFit, names: FittedNames): string[] {
  const known = fit.organisations.filter(({ staff }) => staff !== undefined);
  if (known.length === 0) return [];
  const rows = known.slice(0, MOST_ROWS).map((each) => {
    const { staff } = each;
    return [
      names.selector(each), String(staff?.staff ?? ''), String(staff?.reached ?? ''), percentage(staff?.share ?? 0), significant(staff?.busy ?? 0, 3),
      staff?.resources === undefined ? '-' : `${staff.resources.different} (${staff.resources.atOnce} at once)`, staff?.explained === undefined ? '-' : percentage(staff.explained),
    ];
  });
  return [
    '**Staff.** The largest number at work at the same time, how often it was reached and for which share of the time; the mean number at work; and of the time that cases waited, the share in which that many were at work. Near 100 %, cases wait for staff and the number is the staff; where nobody waits it is a lower bound.',
    markdownTable(['Organisation', 'Staff', 'Reached', 'Time', 'Mean', 'Resources', 'Waiting explained'], rows),
    ...(known.length > MOST_ROWS ? [`${known.length - MOST_ROWS} more are in \`data/estimates.csv\`.`] : []),
  ];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function arrivalsParagraphs({ rates, origins, arrivals, trace }: LogFit): string[] {
  const { mean, number, growth, months, dispersion, season, trend, candidates, counts } = rates;
  const model = season ? (trend ? 'months of the year and a trend' : 'months of the year, no trend') : trend ? 'a trend, no season' : 'a constant rate';
  const compared = candidates.length > 1 ? ` (AIC: ${candidates.map(({ name, aic }) => `${name} ${aic.toFixed(1)}`).join(', ')})` : '';
  const spread = dispersion === undefined ? '' : ` Dispersion ${significant(dispersion.value, 3)}, p ${probability(dispersion.pValue)}: ${dispersion.pValue < 0.05
    ? 'arrivals vary more than a Poisson process, which the simulation does not reproduce unless it replays the trace; the standard errors here allow for it.' : 'no more than a Poisson process.'}`;
  return [
    `**Arrivals.** ${number} cases came in during the window, ${withStandardError(mean)} a day, at ${origins.length} ${origins.length === 1 ? 'place' : 'places'}. Poisson regression of ${counts.length} counts: ${model}${compared}.${growth === undefined ? '' : ` Growth a year ${withStandardError(growth)}.`}${spread}`,
    ...(months.length === 0 ? [] : [markdownTable(['Month', ...MONTHS], [['Factor', ...months.map(withStandardError)]])]),
    arrivals === 'trace' ? `The scenario replays the ${trace.length} cases at their real times (\`data/arrivals.csv\`).` : 'The scenario draws arrivals at these rates, each place with its share of them; season and trend are common to all.',
  ];
}

function probability(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}

function transferParagraph({ transfer }: LogFit): string[] {
  return transfer === undefined ? [] : [`**Between levels** ${transfer.number} cases took ${lawWithErrors(transfer.law)} days from completion to the next entry.`];
}

function assumptions(fit: LogFit, { learning }: ScenarioAdditions): string[] {
  const { settings: { plan, marks, grouping }, groups, grain, log, identification: regime, levels, seen, arrivals, origins, settings } = fit;
  const merged = plan.levels.filter(({ activities }) => activities.length > 1);
  const [firstEnding, ...otherEndings] = plan.endings;
  const topClimbs = levels.some(({ level, laws }) => level === plan.levels.length - 1 && laws.observed.climbs > 0);
  return [
    `Levels from the bottom: ${plan.levels.map(({ name, activities }) => (activities.length === 1 && activities[0] === name ? name : `${name} (${activities.join(', ')})`)).join(', ')}. A case is at the highest level it has reached.`,
    plan.endings.length === 0
      ? 'No activity ends a case: it ends with its last completion, if the log goes on after that.'
      : `A case ends with ${[firstEnding, ...otherEndings].map((name) => `\`${name}\``).join(' or ')}${otherEndings.length > 0 ? `; \`${firstEnding}\` is the regular one` : ''}.`,
    ...(log.transitions === undefined ? [marks === 'entry' ? 'A row of a level says that the case comes there.' : 'A row of a level says that work there is complete; the case came when the row before was.'] : []),
    ...(merged.length > 0 ? [`Activities of one level are one stay: ${merged.map(({ name }) => name).join(', ')}.`] : []),
    'Times are of the civil calendar: nights, weekends and holidays are part of them.',
    ...(settings.dated && grain === 1 ? ['Dates have no time of day: within a day the order is upwards, endings last, and what ends on the day it begins took half of it.'] : []),
    `Laws${learning === undefined ? ', probabilities' : ''} and staff stay the same all the time; cases are independent, given their group.`,
    ...(learning === undefined ? [] : [`Levels learn at a rate of ${significant(100 * learning)} % (\`--learning\`). That was put in; it is no estimate, and the probabilities of climbing are those before anything is learnt.`]),
    'The law of a level is the one with the lowest AIC among exponential, gamma and lognormal, one for both outcomes or one for each. A level\'s knowledge is set so that the estimated share of cases climbs.',
    ...(regime === 'stays' ? [] : ['Staff works all the time, does one case at a time, takes the oldest first and does no other work.']),
    ...(groups.groups.length > 1 && regime !== 'stays' ? ['Each group has staff of its own: whoever works for several groups is counted in each.'] : []),
    ...(groups.groups.length > 1 || grouping.domain !== undefined || grouping.jurisdiction !== undefined ? ['A case belongs where its earliest row says.'] : []),
    ...[...groups.missing].filter(([, count]) => count > 0).map(([column, count]) => `${count} cases have nothing in column "${column}"; they are called \`unknown\`.`),
    ...[...groups.changed].filter(([, count]) => count > 0).map(([column, count]) => `${count} cases have different values in column "${column}" on different rows.`),
    ...(levels.some(({ pooled }) => pooled) ? [`Where a group has fewer than ${settings.fewest ?? FEWEST_OF_GROUP} exits from a level, the laws of all groups stand for it.`] : []),
    ...(seen.oddities.some(({ kind }) => kind === 'reopened') ? ['A case that is opened again is a case of its own.'] : []),
    ...(arrivals === 'rates' && origins.some(({ level }) => level > 0) ? ['Cases first seen above the bottom come in there at a constant share of the rate, also those that were in the middle when the log begins.'] : []),
    ...(topClimbs ? ['Whatever climbs beyond the top level in the log ends there in the model.'] : []),
  ];
}

function unidentified({ identification: regime, organisations, handovers, seen, levels, rates }: LogFit): string[] {
  const never = organisations.filter(({ staff }) => staff !== undefined && staff.explained === undefined).length;
  const low = organisations.filter(({ staff }) => staff?.explained !== undefined && staff.explained < 0.8).length;
  return [
    ...(regime === 'stays' ? ['How much of a stay is work and how much is waiting, and how much staff there is. More cases or fewer people change nothing in this scenario.'] : []),
    ...(regime === 'imputed' ? ['Idle time between cases: a resource that lets a case wait while it does nothing seems to work on it.'] : []),
    ...(never > 0 ? [`Staff of ${never} organisations where nobody waited: only that it is no less.`] : []),
    ...(low > 0 ? [`Why cases wait at ${low} organisations: for more than a fifth of that time fewer were at work than could be. Batches, other duties, absences or waiting for third parties are not in the log.`] : []),
    ...(seen.transfers.length === 0 && regime !== 'observed' ? ['Time under way between levels: it is part of the stays.'] : []),
    ...(levels.some(({ laws }) => laws.observed.censored > laws.observed.climbs + laws.observed.closes) ? ['The right tail of levels where more cases are censored than leave: it is that of the law chosen.'] : []),
    ...(rates.candidates.some(({ name }) => name.startsWith('month')) ? [] : ['A season of arrivals: that takes two years of dates.']),
    ...(handovers.resources === 0 ? ['Who hands over to whom.'] : []),
    'Difficulty, value, deadlines and quality of cases: the scenario has its defaults for them.',
  ];
}

const CONTENTS: Readonly<Record<string, string | undefined>> = {
  'data/estimates.csv': 'every estimate with its standard error, interval and n',
  'data/fit.csv': 'distances and quantiles, fitted and observed',
  'data/open-cases.csv': 'open cases, real and simulated',
  'data/handovers.csv': 'who hands cases to whom, and how often',
  'data/oddities.csv': 'events that do not follow the levels, with their lines',
  'data/names.csv': 'what values of the log are called in the scenario',
  'data/rejected.csv': 'rows that could not be used, with their lines',
  'data/arrivals.csv': 'one row per case: time and place of entry',
};

function contents(path: string): string {
  return CONTENTS[path] ?? 'organisations with their staff';
}

function goodnessParagraphs(fit: LogFit): string[] {
  const { head, place } = leadingColumns(fit);
  return [
    '**Do the laws fit?** Kolmogorov-Smirnov distance between the fitted probabilities of having climbed or closed and the Aalen-Johansen estimate, which assumes no law. The critical distance is exceeded by one fit in twenty whose laws are right; it and the p-value come from a parametric bootstrap with refitting. With thousands of cases any law fails the test; the distance says by how much.',
    goodnessTable(fit),
    'Quantiles of the time at a level, fitted against observed (Kaplan-Meier, 95 % interval), in days:',
    markdownTable([...head, ...QUANTILES.map((p) => `${100 * p} %`)], fit.levels.map((estimate) => [
      ...place(estimate), ...QUANTILES.map((p, i) => `${significant(fittedQuantile(estimate, p), 3)} / ${quantileText(estimate.quantiles[i])}`),
    ])),
  ];
}

/** The columns that say of which level and group a row is. */
function leadingColumns(fit: LogFit): { head: string[]; place: (estimate: LevelEstimate) => string[] } {
  const { levels } = fittedNames(fit);
  const grouped = groupColumn(fit);
  return {
    head: ['Level', ...(grouped ? ['Group'] : [])],
    place: ({ level, group }) => [levels[level], ...(grouped ? [fit.groups.groups[group].label] : [])],
  };
}

/** Distances of the fitted probabilities from the Aalen-Johansen estimate, with their test, as a Markdown table. */
export function goodnessTable(fit: LogFit): string {
  const { head, place } = leadingColumns(fit);
  return markdownTable([...head, 'Climbing', 'Closing', 'Critical', 'p', 'Durations tested'], fit.levels.filter(({ goodness }) => goodness !== undefined).map((estimate) => {
    const { goodness } = estimate;
    const test = goodness?.test;
    return [
      ...place(estimate), distance(goodness?.climbs), distance(goodness?.closes), distance(test?.critical), test === undefined ? '-' : probability(test.pValue), test === undefined ? '-' : `${test.durations}`,
    ];
  }));
}

function distance(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(3);
}

function quantileText({ value, low, high }: SurvivalQuantile): string {
  const text = (end: number | undefined): string => (end === undefined ? '-' : significant(end, 3));
  return `${text(value)} [${text(low)}, ${text(high)}]`;
}

function predictionText({ mean, low, high }: Prediction): string {
  return `${significant(mean, 4)}${low === undefined || high === undefined ? '' : ` [${significant(low, 4)}, ${significant(high, 4)}]`}`;
}

function comparisonParagraphs(fit: LogFit, names: FittedNames, comparison: SimulatedComparison | undefined): string[] {
  if (comparison === undefined) return ['**Does the scenario reproduce the log?** Nothing was simulated (`--replications 0`).'];
  const { open, wholeTimes, waits, runs } = comparison;
  const within = open.filter(({ real, simulated: { low, high } }) => low !== undefined && high !== undefined && real >= low && real <= high).length;
  const shown = open.length > MOST_ROWS ? open.slice(-MOST_ROWS) : open;
  return [
    `**Does the scenario reproduce the log?** ${runs} simulated runs; in brackets the interval in which a further run lies with 95 %, from the differences between runs. It does not contain the standard errors of the estimates. Open cases, counted alike in the log and in the runs: ${within} of ${open.length} real numbers lie within.`,
    markdownTable([fit.settings.dated ? 'End of' : 'At', 'Real', 'Simulated'], shown.map(({ when, real, simulated }) => [when, String(real), predictionText(simulated)])),
    ...(wholeTimes.length === 0 ? [] : [
      'Days from arrival to end:',
      markdownTable(['Quantile', 'Real', 'Simulated'], wholeTimes.map(({ p, real, simulated }) => [`${100 * p} %`, quantileText(real), predictionText(simulated)])),
    ]),
    ...(waits.length === 0 || fit.identification === 'stays' ? [] : [
      'Mean days of waiting before work, which nobody told the model:',
      markdownTable(['Level', 'Real', 'Simulated'], waits.map(({ level, real, simulated }) => [names.levels[level], significant(real, 4), predictionText(simulated)])),
    ]),
  ];
}

function handoverParagraphs({ handovers: { handovers, resources, total, density } }: LogFit, names: FittedNames): string[] {
  if (total === 0) return [];
  const most = handovers.slice(0, 5).map(({ from, fromLevel, to, toLevel, count }) => `${from} (${names.levels[fromLevel]}) to ${to} (${names.levels[toLevel]}) ${count}`);
  return [`**Handovers.** ${total} between ${resources} resources; ${percentage(density)} of all pairs occur. Most frequent: ${most.join('; ')}.`];
}

function oddityParagraphs({ seen: { oddities } }: LogFit): string[] {
  if (oddities.length === 0) return ['Every event follows the levels.'];
  const counts = ODDITY_KINDS.map((kind) => ({ kind, own: oddities.filter((oddity) => oddity.kind === kind) })).filter(({ own }) => own.length > 0);
  return [
    '**What does not follow the levels** (`data/oddities.csv` names every line; `docs/fit.md` says what is made of it):',
    markdownTable(['Oddity', 'Events', 'First lines'], counts.map(({ kind, own }) => [kind, String(own.length), own.map(({ line }) => line).sort((a, b) => a - b).slice(0, 3).join(', ')])),
  ];
}

function thingsToTry(fit: LogFit, names: FittedNames, { variants }: ScenarioAdditions): string[] {
  const [first] = fit.levels;
  const rule = names.rule(first.level, first.group);
  const listed = names.listed(first.level, first.group);
  return [
    ...(variants === undefined ? [] : ['Compare the variants: `subsidia compare .`.']),
    `A bottom level that can do more: \`--set organisations.${rule}.knows=0.9\`.`,
    ...(fit.identification === 'stays' ? [`Give it people: \`--set organisations.${rule}.staff=20\`. At how many do cases pile up?`] : listed ? [] : [`One person more or less: \`--vary organisations.${rule}.staff=${[-1, 0, 1].map((more) => Math.max(1, (fit.organisations[0]?.staff?.staff ?? 1) + more)).filter((x, i, all) => all.indexOf(x) === i).join(',')}\`.`]),
    'Estimate from one part of the log (`--from`, `--to`) and look whether the scenario tells the rest (`--until`).',
    ...(fit.arrivals === 'rates' ? ['Replay the real arrivals (`--arrivals trace`): what is left of the difference is not due to them.'] : []),
  ];
}
