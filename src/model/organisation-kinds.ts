import type { Law } from '../random/law.js';
import { makeLaw } from '../random/make-law.js';
import type { LawSpec } from '../random/law-spec.js';
import type { OrganisationSettings } from '../scenario/scenario.js';
import type { OrganisationKinds, ServiceLaws } from './model.js';

const immediately = makeLaw({ law: 'constant', value: 0 });
/** Bodies that exist only to coordinate look after no domain. */
const idleService: ServiceLaws = { ownSolved: immediately, ownPassed: immediately, helpSolved: immediately, helpPassed: immediately };

/** Numbers the kinds of organisations as they are met, and writes down what those of a kind have in common. */
export class KindRegister {
  private readonly portfolio: (readonly number[])[] = [];
  private readonly knowledge: number[] = [];
  private readonly service: ServiceLaws[] = [];
  private readonly serviceOf = new Map<OrganisationSettings, ServiceLaws>();
  private readonly numbers = new Map<OrganisationSettings | undefined, Map<string, number>>();

  /** @param laws the law that a specification stands for */
  constructor(
    private readonly domains: number,
    private readonly laws: (spec: LawSpec) => Law,
  ) {}

  /** The kind of an organisation with these settings and this portfolio; without settings that of bodies which exist only to coordinate. */
  kindOf(settings: OrganisationSettings | undefined, portfolio: readonly number[]): number {
    let numbers = this.numbers.get(settings);
    if (numbers === undefined) this.numbers.set(settings, (numbers = new Map<string, number>()));
    const key = portfolio.join();
    let kind = numbers.get(key);
    if (kind === undefined) numbers.set(key, (kind = this.add(settings, portfolio)));
    return kind;
  }

  get kinds(): OrganisationKinds {
    const { portfolio, knowledge, service } = this;
    return { portfolio, knowledge: Float64Array.from(knowledge), service };
  }

  private add(settings: OrganisationSettings | undefined, portfolio: readonly number[]): number {
    for (let domain = 0; domain < this.domains; domain++) {
      this.knowledge.push(settings !== undefined && portfolio.includes(domain) ? settings.knowledge.z[domain] : -Infinity);
    }
    this.service.push(settings === undefined ? idleService : this.serviceFor(settings));
    return this.portfolio.push(portfolio) - 1;
  }

  /** Laws that are made once for all portfolios under the same settings. */
  private serviceFor(settings: OrganisationSettings): ServiceLaws {
    const { laws } = this;
    let service = this.serviceOf.get(settings);
    if (service === undefined) {
      service = {
        ownSolved: laws(settings.service.solved),
        ownPassed: laws(settings.service.passed),
        helpSolved: laws(settings.help.solved),
        helpPassed: laws(settings.help.passed),
      };
      this.serviceOf.set(settings, service);
    }
    return service;
  }
}
