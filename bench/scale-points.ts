/** A scenario at several sizes, each run in a process of its own by `scale.ts`. */
export interface ScaleSeries {
  readonly title: string;
  /** Folder under `scenarios`. */
  readonly scenario: string;
  readonly points: readonly ScalePoint[];
}

export interface ScalePoint {
  readonly label: string;
  /** Share of the municipalities of `eu-full`, written anew; the scenario itself where it is left out. */
  readonly share?: number;
  /** Changes of settings, path=value. */
  readonly set: readonly string[];
}

/** Sizes under which the cost of a problem should stay the same. */
export const scaleSeries: readonly ScaleSeries[] = [
  {
    title: 'The demonstration with more states',
    scenario: 'shared-or-lead',
    // About as many problems in each, so that what compiling and starting cost weighs the same.
    points: [
      { states: 3, months: 360 },
      { states: 30, months: 36 },
      { states: 300, months: 4 },
    ].map(({ states, months }) => ({
      label: `${states} states, ${months} months`,
      set: [`jurisdictions.state.count=${states}`, `time.horizon=${months} months`, 'time.warmup=1 month'],
    })),
  },
  {
    title: 'The whole Union, with a share of its municipalities, over ten years',
    scenario: 'eu-full',
    points: [{ label: '1 %', share: 0.01, set: [] }, { label: '10 %', share: 0.1, set: [] }, { label: '100 %', set: [] }],
  },
];
