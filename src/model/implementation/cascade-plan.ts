import type { Model } from '../model.js';
import { NOBODY } from '../model.js';

/** A jurisdiction in which a programme stops on its way down: to be detailed, or to be carried out. */
export interface Stop {
  readonly jurisdiction: number;
  /** The stop before, by index; NOBODY for those reached first. */
  readonly above: number;
  /** Jurisdictions entered on the way from the stop before, this one included. */
  readonly way: readonly number[];
  /** The stops after it, by index; none where the programme is carried out. */
  readonly below: readonly number[];
}

/** The way of programmes down from one jurisdiction. */
export interface CascadePlan {
  readonly stops: readonly Stop[];
  /** The stops reached first. */
  readonly first: readonly number[];
  /** The stops at which the programme is carried out. */
  readonly local: readonly number[];
}

/** Levels by index. */
export interface CascadeLevels {
  /** Whose jurisdictions carry a programme out. */
  readonly to: number;
  /** Whose jurisdictions detail it on the way. */
  readonly through: ReadonlySet<number>;
}

/**
 * Every jurisdiction of the level `to` below `apex`, and those on the way that detail it for at least one of them. Takes time in
 * proportion to the jurisdictions below `apex`.
 *
 * @param inside the jurisdictions directly in each jurisdiction
 */
export function cascadePlan({ scenario }: Model, { to, through }: CascadeLevels, apex: number, inside: readonly (readonly number[])[]): CascadePlan {
  const stops: Stop[] = [];
  const local: number[] = [];

  const descend = (jurisdiction: number, above: number, passed: readonly number[], reached: number[]): number[] => {
    for (const inner of inside[jurisdiction]) {
      const { level } = scenario.jurisdictions[inner];
      const way = [...passed, inner];
      if (level === to) {
        local.push(stops.length);
        reached.push(stops.push({ jurisdiction: inner, above, way, below: [] }) - 1);
      } else if (level < to && through.has(level)) {
        const below: number[] = [];
        const stop = stops.push({ jurisdiction: inner, above, way, below }) - 1;
        // Nothing is detailed where nobody carries it out.
        if (descend(inner, stop, [], below).length === 0) stops.pop();
        else reached.push(stop);
      } else if (level < to) descend(inner, above, way, reached);
    }
    return reached;
  };

  return { first: descend(apex, NOBODY, [], []), stops, local };
}

/** The jurisdictions directly in each jurisdiction. */
export function jurisdictionsInside({ jurisdictionParent }: Model): readonly (readonly number[])[] {
  const inside: number[][] = Array.from(jurisdictionParent, () => []);
  jurisdictionParent.forEach((parent, jurisdiction) => {
    if (parent !== NOBODY) inside[parent].push(jurisdiction);
  });
  return inside;
}
