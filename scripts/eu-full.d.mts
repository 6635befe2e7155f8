/** Texts of the data files of scenarios/eu-full by path, at a share of its municipalities. */
export function euFullData(share?: number): Readonly<Record<string, string>>;
