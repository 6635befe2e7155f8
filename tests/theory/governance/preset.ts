/** The exploratory preset: one server, own operations at half load, .02 issues per organisation and day, times in days. */
export const preset = {
  ownUtilisation: 0.5,
  servers: 1,
  issueRate: 0.02,
  meeting: { fixed: 0.25, perAttendee: 0.08 },
  handling: { read: 0.08, verify: 0.15, trust: 0.5, decide: 0.25 },
};
