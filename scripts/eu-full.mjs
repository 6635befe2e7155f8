/**
 * The data of scenarios/eu-full, at full size or at a share of it: how many municipalities each region has, and how many people work in the
 * administrations above them. All of it is made up, by a fixed rule and a generator of its own, so that every machine writes the same bytes.
 */

/** Member states, their regions (NUTS 2021 level 2 without Ceuta and Melilla), and round numbers of municipalities, together 98,000. */
const STATES = [
  ['austria', 9, 2100], ['belgium', 11, 580], ['bulgaria', 6, 270], ['croatia', 4, 560], ['cyprus', 1, 620], ['czechia', 8, 6400], ['denmark', 5, 100],
  ['estonia', 1, 80], ['finland', 5, 310], ['france', 27, 36000], ['germany', 38, 11500], ['greece', 13, 6210], ['hungary', 8, 3300], ['ireland', 3, 170],
  ['italy', 21, 8200], ['latvia', 1, 120], ['lithuania', 2, 60], ['luxembourg', 1, 100], ['malta', 1, 70], ['netherlands', 12, 350], ['poland', 17, 2500],
  ['portugal', 7, 3300], ['romania', 8, 3300], ['slovakia', 4, 3000], ['slovenia', 2, 210], ['spain', 17, 8300], ['sweden', 8, 290],
];
const DOMAINS = ['environment', 'transport', 'health', 'employment', 'regions'];
/** The office that coordinates in each region. */
const LEAD = 'regions';

/** Person days a year that a municipality means for each office of its region, for the lead in addition, and for each ministry of its state. */
const WORK = { office: 2, lead: 0.5, ministry: 0.5 };
/** Person days a year of one person, and the part of them that is to be busy. */
const YEAR = 250;
const BUSY = 0.6;

/**
 * Texts of the data files, by path.
 * @param share part of the municipalities that is taken, and of the staff above them: 1 is the scenario that is shipped
 */
export function euFullData(share = 1) {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must be above 0 and at most 1, found ${share}`);
  const states = STATES.map(([state, count, municipalities]) => ({ state, regions: divided(Math.round(municipalities * share), unevenly(state, count)) }));
  const regions = states.flatMap(({ state, regions: sizes }) => sizes.map((municipalities, index) => ({ region: `${state}-${index + 1}`, state, municipalities })));
  const offices = regions.flatMap(({ region, municipalities }) => DOMAINS.map((domain) =>
    [`office-${domain}`, region, domain, staffFor(municipalities * (WORK.office + (domain === LEAD ? WORK.lead : 0)))]));
  const ministries = states.flatMap(({ state, regions: sizes }) => DOMAINS.map((domain) => [`ministry-${domain}`, state, domain, staffFor(sum(sizes) * WORK.ministry)]));
  return {
    'data/states.csv': table(['state'], STATES.map(([state]) => [state])),
    'data/regions.csv': table(['region', 'state', 'municipalities'], regions.map(({ region, state, municipalities }) => [region, state, municipalities])),
    'data/offices.csv': table(['name', 'region', 'domain', 'staff'], offices),
    'data/ministries.csv': table(['name', 'state', 'domain', 'staff'], ministries),
  };
}

function staffFor(days) {
  return Math.max(1, Math.ceil(days / (YEAR * BUSY)));
}

/** Weights of regions between 0.4 and 1.6, from the name of their state. */
function unevenly(name, count) {
  const next = generator(name);
  return Array.from({ length: count }, () => 0.4 + 1.2 * next());
}

/** Whole parts of a total in proportion to weights, by largest remainders, each at least 1. */
function divided(total, weights) {
  const spare = Math.max(0, total - weights.length);
  const exact = weights.map((weight) => (spare * weight) / sum(weights));
  const parts = exact.map(Math.floor);
  const byRemainder = [...exact.keys()].sort((a, b) => exact[b] - parts[b] - (exact[a] - parts[a]) || a - b);
  for (const index of byRemainder.slice(0, spare - sum(parts))) parts[index]++;
  return parts.map((part) => part + 1);
}

/** Uniform numbers in [0, 1) from a text: FNV-1a, then mulberry32. */
function generator(text) {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function table(columns, rows) {
  return [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}
