// Writes docs/performance.md from bench/results.json, which `npm run bench` writes: node scripts/performance-document.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const REFERENCE = 'C++ 4-ary heap';

/** The whole page. */
export function performanceDocument(results) {
  return `${[
    '# Performance',
    '',
    'Written by `scripts/performance-document.mjs` from `bench/results.json`, which `npm run bench` writes. Every program asserts its answer: faster',
    'but wrong fails. Rates say something about the machine below only; ratios of programs that ran in turn on it are what carries over.',
    '',
    ...machine(results),
    ...method(results),
    ...targets(results),
    ...holds(results),
    ...mm1(results),
    ...demonstration(results),
    ...shares(results, 'cancel', 'Cancelling', [
      'Nine of ten events are cancelled before their time. The rate is that of events scheduled. Each of them costs two operations of the event list',
      'either way, one push and one pop in the plain hold model, one push and .9 cancel + .1 pop here, so that the share compares operations. Choosing whom',
      'to cancel costs another random number, which is in the time.',
    ]),
    ...shares(results, 'delays', 'Distributions of delays under which event lists collapse', [
      'The hold model with a million pending events, its delays drawn beforehand. Shared: whole numbers from 1 to 50, so that a million events share 50',
      'instants. Bimodal: nine of ten below .1, one between 9.5 and 10. Pareto: shape 1.5. Increasing and decreasing: exponential with a mean that changes',
      'a thousandfold during the run. Each run asserts that events leave by time, and at one instant in the order of scheduling, and that none is lost.',
    ]),
    ...observation(results),
    ...memory(results),
    ...scale(results),
    ...again(results),
  ].join('\n')}\n`;
}

function machine({ machine: { cpu, cores, memoryGiB, platform }, versions, absent }) {
  return [
    '## Machine and versions',
    '',
    `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memoryGiB} GiB, ${platform}.`,
    '',
    table(['program', 'version'], Object.entries(versions)),
    ...(absent.length === 0 ? [] : ['', 'Absent, and therefore not in the tables:', '', ...absent.map(({ peer, install }) => `- ${peer}; get it with \`${install}\``)]),
    '',
  ];
}

function method({ rounds, variate, notes, cases, quick }) {
  const fewer = cases.flatMap(({ title, rows }) =>
    rows.filter(({ rates }) => rates.length < rounds).map(({ program, rates }) => `${program} in ${title} (${rates.length} of ${rounds})`),
  );
  return [
    '## Method',
    '',
    `${rounds === 1 ? 'One run' : `Medians of ${rounds} runs`}. In each round every program does every piece of work once, in a process of its own, one after the other and in alternating order, so that`,
    'whatever else the machine does hits all alike; a ratio is the median over rounds of the ratio in the round. What is timed is the work alone: not',
    'starting, compiling or filling the event list. Programs in JavaScript do the work three times before, smaller and untimed. Programs in need of more time do',
    `less of it, and rates take account of that.${fewer.length === 0 ? '' : ` Fewer runs: ${fewer.join('; ')}.`}${quick ? ' **This was a quick run, which shows that everything works and not how fast.**' : ''}`,
    `Exponential variates are drawn here by ${variate === 'inversion' ? 'inversion (a logarithm each)' : 'ziggurat'}; by logarithm in the reference where its name does not say ziggurat.`,
    '',
    table(['program', 'what it is'], Object.entries(notes)),
    '',
  ];
}

function targets({ targets: all }) {
  const rows = all.map(({ what, found, bound, goal, aim, unit, met }) => [
    what, quantity(found, unit), `${bound} ${quantity(goal, unit)}${aim === undefined ? '' : `, aiming at ${aim}`}`, met ? 'met' : '**not met**',
  ]);
  const met = all.filter((target) => target.met).length;
  return ['## Targets', '', `${met} of ${all.length} are met.`, '', table(['what', 'found', 'target', ''], rows), ''];
}

function holds({ cases }) {
  const list = cases.filter(({ id }) => id.startsWith('hold-'));
  const programs = [...new Set(list.flatMap(({ rows }) => rows.map(({ program }) => program)))];
  const cell = ({ rows }, program) => {
    const row = rows.find((candidate) => candidate.program === program);
    if (row === undefined) return '';
    return row === rows[0] ? number(row.rate) : `${number(row.rate)} (${number(row.ratio)})`;
  };
  return [
    '## Hold model',
    '',
    'With a constant number of pending events, take the earliest and schedule another one an exponential time later. Million events per second; in',
    'brackets how many times as fast ours is.',
    '',
    table(['program', ...list.map(({ title }) => title.replace('Hold, ', ''))], programs.map((program) => [program, ...list.map((work) => cell(work, program))])),
    '',
  ];
}

function mm1({ cases }) {
  const work = cases.find(({ id }) => id === 'mm1');
  if (work === undefined) return [];
  const reference = work.rows.find(({ program }) => program === REFERENCE);
  return [
    '## M/M/1',
    '',
    'One queue at a utilisation of .8, two events for each customer, waiting times recorded; ours through the public engine, with the station and all its',
    'statistics.',
    '',
    table(
      ['program', 'million customers per second', 'ours is … times as fast'],
      work.rows.map(({ program, rate, ratio }, index) => [program, number(rate), index === 0 ? '' : number(ratio)]),
    ),
    ...(reference === undefined ? [] : ['', `Ours reaches ${number(reference.ratio)} of the reference.`]),
    '',
  ];
}

function demonstration({ cases, answers }) {
  const list = cases.filter(({ id }) => id.startsWith('demonstration'));
  const rows = list.flatMap(({ title, rows: [ours, ...others] }) => [
    [title, ours.program, number(1000 * ours.rate), number(ours.eventRate), ''],
    ...others.map(({ program, rate, eventRate, ratio }) => ['', program, number(1000 * rate), number(eventRate), number(ratio)]),
  ]);
  return [
    '## A whole model',
    '',
    'The scenario `shared-or-lead`. Problems are what programs have in common; events are each program\'s own.',
    ...(answers.length === 0
      ? []
      : [
          'SimPy does two of its variants, written as its users would (generator processes, resources), with the same parameters, over the same years, and',
          'records what is compared below; ours records all its measures and monthly samples besides. Ours has done the same some times before, as in a sweep, so that',
          'it has been compiled; SimPy is never compiled.',
        ]),
    '',
    table(['work', 'program', 'thousand problems per second', 'million events per second', 'ours is … times as fast'], rows),
    '',
    ...comparisons(answers),
  ];
}

function comparisons(answers) {
  if (answers.length === 0) return [];
  const different = answers.filter(({ agrees }) => !agrees).length;
  const judged = answers.some(({ halfWidth }) => halfWidth !== undefined);
  const verdict = judged ? `${answers.length - different} of ${answers.length} agree` : 'too few runs to judge by';
  return [
    `Both find the same (${verdict}): means over runs with independent random numbers, of problems that arrived after the warm-up and early`,
    'enough to have met their deadline; half-width of Welch\'s 99.9 % interval for each difference; times in days.',
    '',
    table(
      ['variant', 'answer', 'ours', 'SimPy', 'difference', 'half-width', ''],
      answers.map(({ case: id, answer, ours, theirs, halfWidth, agrees }) => [
        id.replace('demonstration-', ''), answer, number(ours), number(theirs), number(theirs - ours), halfWidth === undefined ? '' : number(halfWidth), agrees ? '' : '**differs**',
      ]),
    ),
    '',
  ];
}

/** A case of our own workloads: each as a share of the first one's rate. */
function shares({ cases }, id, title, text) {
  const work = cases.find((candidate) => candidate.id === id);
  if (work === undefined) return [];
  const [plain] = work.rows;
  return [
    `## ${title}`,
    '',
    ...text,
    '',
    table(
      ['', 'million events per second', `share of the rate with ${plain.program}`],
      work.rows.map(({ program, rate, ratio }, index) => [program, number(rate), index === 0 ? '' : number(1 / ratio)]),
    ),
    '',
  ];
}

function observation({ observation: { pairs, percent, percentages } }) {
  const range = pairs === 1 ? '' : `, from ${number(Math.min(...percentages))} to ${number(Math.max(...percentages))}`;
  return [
    '## Observation',
    '',
    'The demonstration, all four variants over three years, with samples every month against none before the end, in turn in one process: samples cost',
    `${number(percent)} % more time (median of ${pairs} ${pairs === 1 ? 'pair' : 'pairs'}${range}).`,
    '',
  ];
}

function memory({ memory: all }) {
  const marks = Object.entries(all).flatMap(([name, [first, ...later]]) => [
    [name, million(first.events), mebibytes(first.bytes), ''],
    ...later.map(({ events, bytes }) => ['', million(events), mebibytes(bytes), number((bytes - first.bytes) / 1024)]),
  ]);
  return [
    '## Memory',
    '',
    'In use after garbage collection during one run. `npm run bench -- --long` goes on to 10^8 events.',
    '',
    table(['run', 'million events', 'MiB', 'KiB more than at first'], marks),
    '',
  ];
}

function scale({ scale: series, scaleAbsent, fit }) {
  const tables = series.flatMap(({ title, scenario, rows }) => [
    `${title} (\`scenarios/${scenario}\`), one run each in a process of its own:`,
    '',
    table(
      ['', 'organisations', 'problems', 'compiled in s', 'run in s', 'microseconds per problem', 'peak MiB'],
      rows.map(({ label, organisations, problems, compileSeconds, runSeconds, peakMiB }) => [
        label, grouped(organisations), grouped(problems), number(compileSeconds), number(runSeconds), number((1e6 * runSeconds) / problems), grouped(Math.round(peakMiB)),
      ]),
    ),
    '',
  ]);
  return [
    '## Scale',
    '',
    ...tables,
    ...scaleAbsent.flatMap((scenario) => [`Not measured, since it is not there: \`scenarios/${scenario}\`.`, '']),
    `An event log of ${grouped(fit.rows)} rows is read in ${number(fit.readSeconds)} s, and a scenario estimated from it in ${number(fit.fitSeconds)} s, in at most ${grouped(Math.round(fit.peakMiB))} MiB; the`,
    'estimates are asserted to lie within five standard errors of the truth behind the log.',
    '',
  ];
}

function again({ absent }) {
  return [
    '## Do it again',
    '',
    '```sh',
    ...new Set(absent.map(({ install }) => `${install}   # not there when this page was made`)),
    'npm run bench                            # writes bench/results.json',
    'npm run bench -- --long                  # memory up to 10^8 events',
    'npm run bench -- --quick                 # does everything work? writes results/bench-quick.json',
    'npm run bench:sweep                      # many runs: two workers against two processes, cost of a run, memory',
    'npm run bench:soak                       # 10^9 events through the kernel, every account exact',
    'node scripts/performance-document.mjs    # writes this page',
    '```',
  ];
}

function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), `|${header.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Three digits, never an exponent. */
function number(value) {
  if (value === undefined) return '';
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 1000) return grouped(rounded);
  return Math.abs(rounded) >= 1e-4 ? String(rounded) : '0';
}

const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const million = (events) => number(events / 1e6);
const mebibytes = (bytes) => number(bytes / 1048576);
const quantity = (value, unit) => `${number(value)}${unit === '' ? '' : ` ${unit}`}`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const results = JSON.parse(readFileSync(new URL('../bench/results.json', import.meta.url), 'utf8'));
  writeFileSync(new URL('../docs/performance.md', import.meta.url), performanceDocument(results));
}
