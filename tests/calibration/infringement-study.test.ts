import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { queueChanges } from '../../src/calibration/assumed-queues.js';
import { followCases } from '../../src/calibration/case-history.js';
import { openingName } from '../../src/calibration/case-stays.js';
import { dayNumber, isoDate } from '../../src/calibration/civil-date.js';
import { cumulativeIncidence, incidenceAt } from '../../src/calibration/cumulative-incidence.js';
import { readEventLog } from '../../src/calibration/event-log.js';
import { leftWithin } from '../../src/calibration/exit-mixture.js';
import { fittedLawsTable } from '../../src/calibration/fitted-readme.js';
import { fittedScenario } from '../../src/calibration/fitted-scenario.js';
import { replaceSection } from '../../src/calibration/generated-section.js';
import { predictFrom, realMeasures, scoreMechanism } from '../../src/calibration/held-out-validation.js';
import { fitInfringements, infringementAdditions, infringementTitle, readInfringementLog, type InfringementFit } from '../../src/calibration/infringement-fit.js';
import { infringementGroups } from '../../src/calibration/infringement-groups.js';
import { mechanismNamed } from '../../src/calibration/infringement-mechanisms.js';
import { odditiesTable } from '../../src/calibration/infringement-report.js';
import { infringementStudy } from '../../src/calibration/infringement-study.js';
import { linesByOddity, type Oddity } from '../../src/calibration/oddity.js';
import { durationsInWindow } from '../../src/calibration/stage-duration.js';
import { fitExits, mixtureOf } from '../../src/calibration/stage-fit.js';
import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { readTable } from '../../src/scenario/table.js';
import { varyScenario } from '../../src/scenario/vary.js';

const read = (path: string): string => readFileSync(new URL(`../../scenarios/eu-infringements/${path}`, import.meta.url), 'utf8');
const file = 'data/decisions-2002-2013.csv';
const text = read(file);
const log = readEventLog(readTable(file, text, ','), infringementStudy.columns);
const [start, turn, end] = [infringementStudy.start, infringementStudy.turn, infringementStudy.end].map(dayNumber);
const whole = followCases(log, infringementStudy.ladder, end);
const seen = followCases(log, infringementStudy.ladder, turn);
const study = { log, ladder: infringementStudy.ladder, groups: infringementGroups, first: 2002 };

const settings: InfringementFit = { to: turn, until: end, byState: true, bootstrap: { samples: 0, uniform: () => 0.5 } };
const decisions = readInfringementLog(file, text);
const fit = fitInfringements(decisions, settings);
const shipped = fittedScenario(fit, infringementTitle, infringementAdditions);

describe('the real log of infringement decisions', () => {
  // The description published with the data.
  it('has the cases, withdrawals and oddities that its description counts', () => {
    expect(log).toHaveLength(39_303);
    const cases = new Map(log.map(({ caseId, attributes }) => [caseId, attributes]));
    expect(cases.size).toBe(16_233);
    expect([...cases.values()].filter((attributes) => Number(attributes['case_year']) < 2002)).toHaveLength(695);
    expect(new Set(log.filter(({ activity }) => activity === 'C').map(({ caseId }) => caseId)).size).toBe(14_283);
    expect(log.filter(({ activity }) => activity === 'W')).toHaveLength(514);

    const closingOnly = { ...infringementStudy.ladder, endings: ['C'], ignored: ['W'] };
    const { oddities, episodes } = followCases(log, closingOnly, end);
    const lines = linesByOddity(oddities);
    expect(lines['ignored-activity']).toHaveLength(514);
    expect(lines['same-day']).toHaveLength(11);
    // Cases not beginning with a formal notice: those seen first in a higher stage, those seen first at their closing, and those of
    // which the log has nothing but a withdrawal.
    const otherThanWithdrawn = new Set(log.filter(({ activity }) => activity !== 'W').map(({ caseId }) => caseId));
    expect(lines['entered-above'].length + lines['ended-unseen'].length + cases.size - otherThanWithdrawn.size).toBe(322);
    expect(episodes.filter(({ ordinal }) => ordinal > 1)).toHaveLength(4);
  });

  it('has 5 cases with decisions after a closing, all of them reported', () => {
    const closed = new Set<string>();
    const after = log.filter(({ caseId, activity }) => {
      const late = closed.has(caseId);
      if (activity === 'C') closed.add(caseId);
      return late;
    });
    const reported = new Set(whole.oddities.filter(({ kind }) => kind === 'reopened' || kind === 'ended-again').map(({ caseId }) => caseId));
    const caseIds = new Set(after.map(({ caseId }) => caseId));
    expect(caseIds.size).toBe(5);
    expect([...caseIds].every((caseId) => reported.has(caseId))).toBe(true);
  });

  it('loses no case: each is open at some time or reported as never seen open', () => {
    const { episodes, oddities } = whole;
    const unseen = new Set(oddities.filter(({ kind }) => kind === 'ended-unseen').map(({ caseId }) => caseId));
    const seen = new Set(episodes.map(({ caseId }) => caseId));
    expect(seen.size + [...unseen].filter((caseId) => !seen.has(caseId)).length).toBe(16_233);
    expect(fit.trace).toHaveLength(episodes.length);
  });
});

describe('the estimates from 2002-2008', () => {
  // SciPy 1.10.1, Nelder-Mead on the same likelihood written independently, stays built in Python from the same file.
  it('of all cases together are those of SciPy: probability of climbing and AIC of every stage', () => {
    const reference = [[0.3796, 134966.6], [0.4185, 43167.7], [0.2562, 15503.9], [0.3581, 4074.1], [0.2027, 1303.4], [0, 245.4]];
    for (const [stage, [climbing, aic]] of reference.entries()) {
      expect(fit.together[stage].laws.climbing.value).toBeCloseTo(climbing, 3);
      expect(fit.together[stage].laws.aic).toBeCloseTo(aic, 0);
    }
  });

  it('do not change when everything after 2008 is removed from the log', () => {
    const [header, ...rows] = text.trimEnd().split('\n');
    const early = [header, ...rows.filter((_, index) => log[index].day < turn)].join('\n');
    const known = fitInfringements(readInfringementLog(file, early), { ...settings, until: turn });
    expect(known.levels.map(({ laws }) => laws)).toEqual(fit.levels.map(({ laws }) => laws));
  });

  it('agree with the Aalen-Johansen estimate on the share that has climbed after five years, within .03', () => {
    for (const { laws, durations } of fit.levels) {
      const days = 5 * 365.25;
      expect(Math.abs(incidenceAt(cumulativeIncidence(durations), days).climbs - leftWithin(mixtureOf(laws), days).climbs)).toBeLessThan(0.03);
    }
  });

  it('are those of the mechanism that cross-validation judges', () => {
    const { lawsOf } = predictFrom(study, mechanismNamed('type'), 2008, 1);
    for (const { level, group, laws, pooled } of fit.levels) {
      const judged = lawsOf({ case_type: fit.groups.groups[group].name })[level];
      expect(judged.grouping > 0).toBe(pooled);
      expect(judged.fit?.climbing.value).toBeCloseTo(laws.climbing.value, 6);
      for (const exit of ['climbs', 'closes'] as const) {
        expect(judged.fit?.[exit]?.family).toBe(laws[exit]?.family);
        expect(Math.log((judged.fit?.[exit]?.mean.value ?? 1) / (laws[exit]?.mean.value ?? 1))).toBeCloseTo(0, 5);
      }
    }
  });
});

describe('what the README says of the cases', () => {
  const { spells } = seen;

  it('is so: noncommunication closes within months, nonconformity takes years', () => {
    const [noncommunication, nonconformity] = ['noncommunication', 'nonconformity'].map((type) => {
      const ofType = spells.filter(({ attributes }) => attributes['case_type'] === type);
      return fitExits(durationsInWindow(ofType, 0, start, turn), { climbs: 'lognormal', closes: 'lognormal' }).closes?.mean.value;
    });
    // SciPy 1.10.1 on the same subsets: 197.0 and 745.7 days.
    expect(noncommunication).toBeCloseTo(197.0, 0);
    expect(nonconformity).toBeCloseTo(745.7, 0);
  });

  it('is so: almost no case of noncommunication is referred under Article 258 from 2011 on, and no second opinion follows a judgment', () => {
    const entered = (stage: number, type: string, from: string, to: string): number => whole.spells.filter((spell) =>
      spell.stage === stage && spell.attributes['case_type'] === type && spell.entry >= dayNumber(from) && spell.entry < dayNumber(to)).length;
    const perYear = (type: string, first: number, last: number): number => entered(2, type, `${first}-01-01`, `${last + 1}-01-01`) / (last - first + 1);
    expect(perYear('noncommunication', 2011, 2013)).toBeLessThan(0.1 * perYear('noncommunication', 2003, 2010));
    for (const type of ['noncommunication', 'nonconformity']) expect(entered(4, type, '2010-01-01', '2014-01-01')).toBe(0);
  });

  it('is so: cases of SANCO close much faster after 2008', () => {
    const { measures } = realMeasures(study, { first: 2002, last: 2013 },
      [{ first: 2002, last: 2008 }, { first: 2009, last: 2013 }]);
    const medians = measures.filter(({ measure, group, detail }) => measure === 'quartile' && group === 'department: SANCO' && detail === '0.5');
    // Python, the product-limit estimate written out, on the same episodes (first decision to first C or W).
    expect(medians.map(({ value }) => value)).toEqual([202, 126]);
  });

  it('is so: most cases withdrawn after a referral never get a formal closing', () => {
    const withdrawn = log.filter(({ caseId, activity }, index) =>
      activity === 'W' && log.slice(0, index).findLast((earlier) => earlier.caseId === caseId)?.activity === 'RF258');
    const closed = new Set(log.filter(({ activity }) => activity === 'C').map(({ caseId }) => caseId));
    expect(withdrawn.length).toBeGreaterThan(400);
    expect(withdrawn.filter(({ caseId }) => closed.has(caseId)).length).toBeLessThan(0.05 * withdrawn.length);
  });
});

describe('the files of the scenario', () => {
  const csv = (rows: readonly object[]): string => stringify([...rows], { header: true });
  const readme = read('README.md');
  const arrivals = whole.episodes.map(({ caseId, ordinal, entry, stage, attributes }) => ({
    id: openingName(caseId, ordinal), date: isoDate(entry), jurisdiction: attributes['member_state'].toLowerCase(),
    domain: `${attributes['department'].toLowerCase()}-${attributes['case_type']}`, level: infringementStudy.levels[stage],
  }));
  const openAt = (day: number): number => whole.episodes.filter(({ entry, exit }) => entry < day && (exit === undefined || exit >= day)).length;

  it('are what the fit of the decisions of 2002-2008 writes', () => {
    expect(read('scenario.yaml')).toBe(shipped.text);
    expect(shipped.tables.map(({ path }) => path)).toEqual(['data/arrivals.csv']);
    for (const { path, header, rows } of shipped.tables) expect(read(path)).toBe(stringify([[...header], ...rows.map((row) => [...row])]));
  });

  it('have real open cases, oddities and estimates as the log has them', () => {
    const turns = Array.from({ length: 12 }, (_, index) => ({ year: 2002 + index, day: dayNumber(`${2003 + index}-01-01`) }));
    expect(read('data/open-cases.csv')).toBe(csv(turns.map(({ year, day }) => ({ year, time: day - start, open: openAt(day) }))));
    const byLine = (oddities: readonly Oddity[]): Oddity[] => [...oddities].sort((a, b) => a.line - b.line);
    expect(read('data/oddities.csv')).toBe(csv(byLine(whole.oddities).map(({ kind, line, caseId, activity }) => ({ kind, line, case_id: caseId, activity }))));
    for (const [name, section] of Object.entries({ estimates: fittedLawsTable(fit), oddities: odditiesTable(byLine(whole.oddities), byLine(seen.oddities)) })) {
      expect(readme).toBe(replaceSection(readme, name, `\n${section}\n`));
    }
  });

  const parsed = parseScenario(shipped.text, { catalogue, readText: read });

  it('are a valid scenario: every case arrives at the desk of its state, department and type, at the level of its first decision', () => {
    const [{ arrivals: trace }] = parsed.problems;
    const records = trace.law === 'trace' ? trace.records : [];
    expect(records.map(({ id }) => id).sort()).toEqual(arrivals.map(({ id }) => id).sort());
    expect(parsed.organisations).toHaveLength((28 + 5) * new Set(arrivals.map(({ domain }) => domain)).size);
    const known = new Map(arrivals.map((arrival) => [arrival.id, arrival]));
    for (const { id, organisation, entryLevel, time } of records.filter((_, index) => index % 97 === 0)) {
      const arrival = known.get(id);
      expect(parsed.organisations[organisation].path).toMatch(new RegExp(`/${arrival?.jurisdiction}/notice_258-[a-z]+\\.${arrival?.domain}$`));
      // Without a level of its own a case enters at its desk, which stands on the lowest.
      expect(parsed.levels[entryLevel ?? parsed.levels.length - 1]).toBe(arrival?.level);
      expect(time).toBe(dayNumber(arrival?.date ?? '') - start);
    }
  });

  it('give each level of each type the knowledge beyond which the estimated share climbs', () => {
    for (const [group, { name }] of fit.groups.groups.entries()) {
      const domain = parsed.domains.indexOf(`env-${name}`);
      const knowledge = infringementStudy.levels.map((level) => {
        const place = parsed.organisations.find(({ jurisdiction, domains: own }) => own.includes(domain) && parsed.levels[parsed.jurisdictions[jurisdiction].level] === level);
        return place === undefined ? Number.NaN : place.settings.knowledge.z[domain];
      });
      // Difficulty is exponential with mean 1, so P(z > Z | z > Z below) = exp(Z below - Z).
      for (const { level, laws } of fit.levels.filter((estimate) => estimate.group === group)) {
        expect(Math.exp((knowledge[level - 1] ?? 0) - knowledge[level])).toBeCloseTo(laws.climbing.value, 3);
      }
    }
  });

  it('can be given queues in the departments, with the work share of each stay as service', () => {
    const forAll = fitInfringements(decisions, { ...settings, byState: false });
    const changes = queueChanges(forAll, { levels: 2, workShare: 0.5, utilisation: 0.8 });
    const { text: own, tables: [table] } = fittedScenario(forAll, infringementTitle);
    const queueing = varyScenario(parseScenario(own, { catalogue, readText: () => stringify([[...table.header], ...table.rows.map((row) => [...row])]) }), changes);
    const opinions = queueing.organisations.find(({ path }) => path.endsWith('opinion_258/env-nonconformity'));
    // Days of opinions of ENV on nonconformity in 2002-2008, over all days: their mean number; half of it is work, for four fifths of the time.
    const days = seen.spells.reduce((sum, { stage, attributes, entry, exit }) =>
      sum + (stage === 1 && attributes['department'] === 'ENV' && attributes['case_type'] === 'nonconformity' ? exit - entry : 0), 0);
    expect(opinions?.settings.staff).toBe(Math.round((days / (turn - start)) * (0.5 / 0.8)));
    expect(queueing.organisations.find(({ path }) => path.endsWith('referral_258-nonconformity.env-nonconformity'))?.settings.staff).toBe(Infinity);
    const whole = fit.levels.find(({ level, group }) => level === 1 && group === 1)?.laws.closes?.mean.value ?? Number.NaN;
    expect(changes['organisations.opinion_258-nonconformity.help']).toMatchObject({ solved: { law: 'lognormal', mean: expect.stringMatching(new RegExp(`^${(whole / 2).toFixed(1)}`)) as string } });
    expect(() => queueChanges(fit, { levels: 2, workShare: 0.5, utilisation: 0.8 })).toThrow(RangeError);
  });

  it('keep the grouping that an origin of the cross-validation within 2002-2008 scores best', () => {
    const scores = new Map(['one-law', 'type', 'type-state', 'type-department'].map((name) =>
      [name, scoreMechanism(study, mechanismNamed(name), 2006, 2008).logScore ?? Number.NaN]));
    expect([...scores].sort(([, a], [, b]) => b - a)[0][0]).toBe('type');
  });

  it('have a benchmark whose error on open cases at the ends of 2009-2013 is about 15 %', () => {
    const { open } = scoreMechanism(study, mechanismNamed('benchmark'), 2008, 2013);
    expect(open.all).toBeGreaterThan(0.12);
    expect(open.all).toBeLessThan(0.17);
  });

  it('have real open cases that are arrivals less endings, counted from the decisions themselves', () => {
    // A count without stages: a case is open after any decision but C and W that is its last one before the day.
    for (const line of read('data/open-cases.csv').trimEnd().split('\n').slice(1)) {
      const [, time, open] = line.split(',').map(Number);
      const last = new Map<string, string>();
      for (const { caseId, day, activity } of log) {
        if (day < start + time) last.set(caseId, activity);
      }
      expect([...last.values()].filter((activity) => activity !== 'C' && activity !== 'W')).toHaveLength(open);
    }
  });

  it('have the headings of every scenario\'s README', () => {
    expect(readme.match(/^## .*$/gm)).toEqual(
      ['What it is', 'How it works', 'How to use it', 'Things to notice', 'Things to try', 'Sources', 'How to cite'].map((heading) => `## ${heading}`));
  });
});
