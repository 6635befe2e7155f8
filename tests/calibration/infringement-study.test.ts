import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { followCases } from '../../src/calibration/case-history.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { incidenceAt } from '../../src/calibration/cumulative-incidence.js';
import { readEventLog } from '../../src/calibration/event-log.js';
import { leftWithin } from '../../src/calibration/exit-mixture.js';
import { replaceSection } from '../../src/calibration/generated-section.js';
import type { StageLaws } from '../../src/calibration/held-out-laws.js';
import { meanScore, predictFrom, realMeasures, scoreMechanism } from '../../src/calibration/held-out-validation.js';
import { infringementGroups } from '../../src/calibration/infringement-groups.js';
import { mechanismNamed } from '../../src/calibration/infringement-mechanisms.js';
import { typeEstimatesTable } from '../../src/calibration/infringement-report.js';
import { CASE_TYPES, infringementArrivals, infringementOrganisations, type CaseType } from '../../src/calibration/infringement-scenario.js';
import { infringementStudy } from '../../src/calibration/infringement-study.js';
import { odditiesTable } from '../../src/calibration/ladder-report.js';
import { estimateLadder } from '../../src/calibration/ladder-study.js';
import { linesByOddity } from '../../src/calibration/oddity.js';
import { durationsInWindow } from '../../src/calibration/stage-duration.js';
import { fitExits, mixtureOf } from '../../src/calibration/stage-fit.js';
import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { readTable } from '../../src/scenario/table.js';

const read = (path: string): string => readFileSync(new URL(`../../scenarios/eu-infringements/${path}`, import.meta.url), 'utf8');
const file = 'data/decisions-2002-2013.csv';
const table = readTable(file, read(file), ',');
const log = readEventLog(table, infringementStudy.columns);
const estimates = estimateLadder(table, infringementStudy);
const end = dayNumber(infringementStudy.end);

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
    const reported = new Set(estimates.oddities.filter(({ kind }) => kind === 'reopened' || kind === 'ended-again').map(({ caseId }) => caseId));
    const caseIds = new Set(after.map(({ caseId }) => caseId));
    expect(caseIds.size).toBe(5);
    expect([...caseIds].every((caseId) => reported.has(caseId))).toBe(true);
  });

  it('loses no case: each is open at some time or reported as never seen open', () => {
    const { episodes, oddities } = followCases(log, infringementStudy.ladder, end);
    const unseen = new Set(oddities.filter(({ kind }) => kind === 'ended-unseen').map(({ caseId }) => caseId));
    const seen = new Set(episodes.map(({ caseId }) => caseId));
    expect(seen.size + [...unseen].filter((caseId) => !seen.has(caseId)).length).toBe(16_233);
    expect(estimates.arrivals).toHaveLength(episodes.length);
  });
});

describe('the estimates from 2002-2008', () => {
  // SciPy 1.10.1, Nelder-Mead on the same likelihood written independently, stays built in Python from the same file.
  it('are those of SciPy: probability of climbing and AIC of every stage', () => {
    const reference = [[0.3796, 134966.6], [0.4185, 43167.7], [0.2562, 15503.9], [0.3581, 4074.1], [0.2027, 1303.4], [0, 245.4]];
    for (const [stage, [climbing, aic]] of reference.entries()) {
      expect(estimates.stages[stage].fit.climbing.value).toBeCloseTo(climbing, 3);
      expect(estimates.stages[stage].fit.aic).toBeCloseTo(aic, 0);
    }
  });

  it('do not change when everything after 2008 is removed from the log', () => {
    const early = { ...table, rows: table.rows.filter((_, index) => log[index].day < dayNumber('2009-01-01')) };
    expect(estimateLadder(early, infringementStudy).stages).toEqual(estimates.stages);
  });

  it('agree with the Aalen-Johansen estimate on the share that has climbed after five years, within .03', () => {
    for (const { fit, incidence } of estimates.stages) {
      const days = 5 * 365.25;
      expect(Math.abs(incidenceAt(incidence, days).climbs - leftWithin(mixtureOf(fit), days).climbs)).toBeLessThan(0.03);
    }
  });
});

describe('what the README says of the cases', () => {
  const from = dayNumber(infringementStudy.window.from);
  const to = dayNumber(infringementStudy.window.to);
  const { spells } = followCases(log, infringementStudy.ladder, to);

  it('is so: noncommunication closes within months, nonconformity takes years', () => {
    const [noncommunication, nonconformity] = ['noncommunication', 'nonconformity'].map((type) => {
      const ofType = spells.filter(({ attributes }) => attributes['case_type'] === type);
      return fitExits(durationsInWindow(ofType, 0, from, to), { climbs: 'lognormal', closes: 'lognormal' }).closes?.mean.value;
    });
    // SciPy 1.10.1 on the same subsets: 197.0 and 745.7 days.
    expect(noncommunication).toBeCloseTo(197.0, 0);
    expect(nonconformity).toBeCloseTo(745.7, 0);
  });

  it('is so: almost no case of noncommunication is referred under Article 258 from 2011 on, and no second opinion follows a judgment', () => {
    const whole = followCases(log, infringementStudy.ladder, end).spells;
    const entered = (stage: number, type: string, from: string, to: string): number => whole.filter((spell) =>
      spell.stage === stage && spell.attributes['case_type'] === type && spell.entry >= dayNumber(from) && spell.entry < dayNumber(to)).length;
    const perYear = (type: string, first: number, last: number): number => entered(2, type, `${first}-01-01`, `${last + 1}-01-01`) / (last - first + 1);
    expect(perYear('noncommunication', 2011, 2013)).toBeLessThan(0.1 * perYear('noncommunication', 2003, 2010));
    for (const type of CASE_TYPES) expect(entered(4, type, '2010-01-01', '2014-01-01')).toBe(0);
  });

  it('is so: cases of SANCO close much faster after 2008', () => {
    const { measures } = realMeasures({ log, ladder: infringementStudy.ladder, groups: infringementGroups, first: 2002 }, { first: 2002, last: 2013 },
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
  const scenario = read('scenario.yaml');
  const readme = read('README.md');
  const { episodes, oddities } = followCases(log, infringementStudy.ladder, end);
  const arrivals = infringementArrivals(episodes);
  const domains = [...new Set(arrivals.map(({ domain }) => domain))].sort();
  const study = { log, ladder: infringementStudy.ladder, groups: infringementGroups, first: 2002 };
  const byType = predictFrom(study, mechanismNamed('type'), 2008, 1);
  const lawsOf = (type: CaseType): readonly StageLaws[] => byType.lawsOf({ case_type: type });

  it('are what the estimation writes', () => {
    expect(read('data/arrivals.csv')).toBe(csv(arrivals));
    expect(read('data/open-cases.csv')).toBe(csv(estimates.yearEnds));
    expect(oddities.length).toBe(estimates.oddities.length);
    expect(read('data/oddities.csv')).toBe(csv(estimates.oddities.map(({ kind, line, caseId, activity }) => ({ kind, line, case_id: caseId, activity }))));
    expect(scenario).toBe(replaceSection(scenario, 'organisations', infringementOrganisations(domains, lawsOf)));
    for (const [name, section] of Object.entries({ estimates: typeEstimatesTable(lawsOf), oddities: odditiesTable(estimates) })) {
      expect(readme).toBe(replaceSection(readme, name, `\n${section}\n`));
    }
  });

  it('name every member state, department, type and level of the arrivals and no other', () => {
    const written = parse(scenario) as { domains: string[]; levels: string[]; jurisdictions: Record<string, { names?: string[] }> };
    expect(written.domains).toEqual(domains);
    expect(written.jurisdictions['member_state'].names).toEqual(estimates.jurisdictions);
    expect(written.levels).toEqual([...infringementStudy.levels].reverse());
    expect(arrivals.map(({ id, date, jurisdiction, level }) => ({ id, date, jurisdiction, level })))
      .toEqual(estimates.arrivals.map(({ id, date, jurisdiction, level }) => ({ id, date, jurisdiction, level })));
  });

  const parsed = parseScenario(scenario, { catalogue, readText: read });

  it('are a valid scenario: every case arrives at the desk of its state, department and type, at the level of its first decision', () => {
    const [{ arrivals: trace }] = parsed.problems;
    const records = trace.law === 'trace' ? trace.records : [];
    expect(records.map(({ id }) => id).sort()).toEqual(arrivals.map(({ id }) => id).sort());
    expect(parsed.organisations).toHaveLength((28 + 5) * domains.length);
    const known = new Map(arrivals.map((arrival) => [arrival.id, arrival]));
    for (const { id, organisation, entryLevel, time } of records.filter((_, index) => index % 97 === 0)) {
      const arrival = known.get(id);
      expect(parsed.organisations[organisation].path).toMatch(new RegExp(`/${arrival?.jurisdiction}/[a-z]+_desk\\.${arrival?.domain}$`));
      // Without a level of its own a case enters at its desk, which stands on the lowest.
      expect(parsed.levels[entryLevel ?? parsed.levels.length - 1]).toBe(arrival?.level);
      expect(time).toBe(dayNumber(arrival?.date ?? '') - dayNumber('2002-01-01'));
    }
  });

  it('give each level of each type the knowledge beyond which the estimated share climbs', () => {
    for (const type of CASE_TYPES) {
      const domain = parsed.domains.indexOf(`env-${type}`);
      const knowledge = infringementStudy.levels.map((level) => {
        const place = parsed.organisations.find(({ jurisdiction, domains: own }) => own.includes(domain) && parsed.levels[parsed.jurisdictions[jurisdiction].level] === level);
        return place === undefined ? Number.NaN : place.settings.knowledge.z[domain];
      });
      // Difficulty is exponential with mean 1, so P(z > Z | z > Z below) = exp(Z below - Z).
      for (const [stage, { fit }] of lawsOf(type).entries()) {
        expect(Math.exp((knowledge[stage - 1] ?? 0) - knowledge[stage])).toBeCloseTo(fit?.climbing.value ?? Number.NaN, 3);
      }
    }
  });

  it('can be given queues in the departments, with the work share of each stay as service', () => {
    const queues = { workShare: 0.5, staffOf: (domain: string, stage: number) => (domain === 'env-nonconformity' && stage === 1 ? 7 : 3) };
    const { organisations } = parse(infringementOrganisations(['env-noncommunication', 'env-nonconformity'], lawsOf, queues)) as
      { organisations: Record<string, { in: string; staff?: string; list?: { staff: number }[]; help?: { solved: { mean: string } } }> };
    expect(organisations['nonconformity_opinion_258'].list).toEqual([{ name: 'env-nonconformity', domains: ['env-nonconformity'], staff: 7 }]);
    expect(organisations['noncommunication_desk']).toMatchObject({ in: 'notice_258', list: [{ staff: 3 }] });
    expect(organisations['nonconformity_referral_258'].staff).toBe('unlimited');
    const whole = lawsOf('nonconformity')[1].fit?.closes?.mean.value ?? Number.NaN;
    expect(parseFloat(organisations['nonconformity_opinion_258'].help?.solved.mean ?? '')).toBeCloseTo(whole / 2, 1);
  });

  it('keep the mechanism that cross-validation within 2002-2008 scores best, but for weights that make no difference', () => {
    const scores = new Map(['one-law', 'type', 'type-state', 'type-department'].map((name) =>
      [name, meanScore([2005, 2007].map((origin) => scoreMechanism(study, mechanismNamed(name), origin, 2008))).logScore ?? Number.NaN]));
    expect([...scores].sort(([, a], [, b]) => b - a)[0][0]).toBe('type');
  });

  it('have a benchmark whose error on open cases at the ends of 2009-2013 is about 15 %', () => {
    const { open } = scoreMechanism(study, mechanismNamed('benchmark'), 2008, 2013);
    expect(open.all).toBeGreaterThan(0.12);
    expect(open.all).toBeLessThan(0.17);
  });

  it('have real open cases that are arrivals less endings, counted from the decisions themselves', () => {
    // A count without stages: a case is open after any decision but C and W that is its last one before the day.
    for (const { time, open } of estimates.yearEnds) {
      const last = new Map<string, string>();
      for (const { caseId, day, activity } of log) {
        if (day < dayNumber('2002-01-01') + time) last.set(caseId, activity);
      }
      expect([...last.values()].filter((activity) => activity !== 'C' && activity !== 'W')).toHaveLength(open);
    }
  });

  it('have the headings of every scenario\'s README', () => {
    expect(readme.match(/^## .*$/gm)).toEqual(
      ['What it is', 'How it works', 'How to use it', 'Things to notice', 'Things to try', 'Sources', 'How to cite'].map((heading) => `## ${heading}`));
  });
});
