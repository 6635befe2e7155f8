import type { Cause, FollowedLife, Mark, Stretch } from '../experiment/followed-life.js';
import type { CategoryName } from '../model/categories.js';
import type { TraceKind } from '../model/observer.js';
import { brieflyListed, listed } from './prose.js';

/** Names of organisations as a text shows them. */
export type Naming = (path: string) => string;

const work: Readonly<Partial<Record<CategoryName, string>>> = {
  direct: 'work on its own problem',
  helping: 'help those below',
  communication: 'write, read or decide',
  verification: 'verify',
  rework: 'do it again',
  learning: 'learn',
  clearance: 'decide on a clearance',
  bargaining: 'bargain over its cost',
  implementation: 'carry it out',
};

/** What happened, where it says more than the stretches do. */
const happenings: Readonly<Partial<Record<TraceKind, string>>> = {
  answer: 'knows the answer',
  default: 'decides by default, out of patience',
  open: 'opens a joint decision',
  decide: 'a decision exists',
  deadlock: 'the rounds are over: deadlock',
  arbitrate: 'the arbiter has decided',
  displace: 'pushes a problem into another domain',
  bargain: 'bargaining over its cost begins',
  offer: 'a division of its cost is on the table',
  impasse: 'no agreement on its cost',
  'lack-money': 'the money for it is not there',
  pay: 'pays its share',
  launch: 'launches the programme',
  refuse: 'refuses its clearance',
  expire: 'the deadline strikes',
};

/** Why a stretch of a life takes its time, without its organisation. */
export function explain(stretch: Stretch, name: Naming): string {
  const { cause, label, others, found } = stretch;
  const what = activity(stretch, name);
  const origin = others.length === 0 ? '' : ` from ${name(others[0])}`;
  const about = label === '' || cause === 'gap' ? '' : ` (${label})`;
  switch (cause) {
    case 'in-tray':
      return `in-tray, to ${what}${found === undefined ? '' : `: ${foundText(found)}`}`;
    case 'work':
      return what;
    case 'interrupted':
      return `a meeting interrupts: ${what}`;
    case 'transit':
      return `on the way${origin}${about}`;
    case 'return':
      return `answer on its way back${origin}${about}`;
    case 'lost':
      return `lost on the way${origin}${about}, until it is noticed`;
    case 'triage':
      return `automatic triage${about}`;
    case 'notice':
      return `notice of a meeting of ${brieflyListed(others.map(name))}`;
    case 'calendar':
      return `meeting put off: no room in the calendar${others.length > 1 ? 's' : ''} of ${brieflyListed(others.map(name))}`;
    case 'meeting':
      return `meeting of ${brieflyListed(others.map(name))}`;
    case 'money':
      return 'waits for money';
    case 'gap':
      return `waits to ask again: ${label}`;
    case 'other':
      return 'waits';
  }
}

/** What is done or to be done. */
export function activity({ label, category }: Stretch, name: Naming): string {
  // A label may end in an organisation's path.
  if (label !== '') return label.replace(/\S+$/, (word) => (word.includes('/') ? name(word) : word));
  return category === undefined ? '' : (work[category] ?? category);
}

function foundText({ waiting, serving, away }: NonNullable<Stretch['found']>): string {
  const parts = [
    ...(waiting === 0 ? [] : [`${waiting} waiting`]),
    ...(serving === 0 ? [] : [`${serving} in work`]),
    ...(away === 0 ? [] : [`${away} in ${away === 1 ? 'a meeting' : 'meetings'}`]),
  ];
  return `behind ${listed(parts)}`;
}

/** What a mark says; undefined of those that the stretches tell already. */
export function happening({ kind }: Mark): string | undefined {
  return happenings[kind];
}

/** How a life ended, such as `solved after`. */
export function endingText({ over }: FollowedLife, outcome: string | undefined): string {
  return over ? `${outcome ?? 'ended'} after` : 'not over when the run ends, after';
}

/** One character for each cause, and what it stands for. */
export const signs: Readonly<Record<Cause, readonly [sign: string, meaning: string]>> = {
  'in-tray': ['.', 'in-tray'],
  work: ['#', 'work'],
  interrupted: ['!', 'work interrupted'],
  transit: ['>', 'on the way'],
  lost: ['?', 'lost'],
  return: ['<', 'answer on its way back'],
  triage: ['t', 'triage'],
  notice: ['n', 'notice of a meeting'],
  calendar: ['c', 'calendars full'],
  meeting: ['M', 'meeting'],
  gap: ['g', 'gap between tries'],
  money: ['$', 'no money'],
  other: ['~', 'other'],
};
