/** A scenario at several sizes, each run in a process of its own by `scale.ts`. */
export interface ScaleSeries {
  readonly title: string;
  /** Folder under `scenarios`. */
  readonly scenario: string;
  readonly points: readonly ScalePoint[];
}

export interface ScalePoint {
  readonly label: string;
  /** Changes of settings, path=value. */
  readonly set: readonly string[];
}

/** Sizes under which the cost of a problem should stay the same. */
export const scaleSeries: readonly ScaleSeries[] = [
  {
    title: 'The demonstration with more states',
    scenario: 'shared-or-lead',
    points: [3, 30, 300].map((states) => ({ label: `${states} states`, set: [`jurisdictions.state.count=${states}`, 'time.horizon=1 year'] })),
  },
];
