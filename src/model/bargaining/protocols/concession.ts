import { constrainedAwards } from '../../../theory/bargaining/constrained-awards.js';
import type { BargainingProtocol } from '../bargaining-protocol.js';
import { amountsOf, largestGains, surplusOf } from '../stakes.js';

const WRITE = 0;
const READ = 1;
/** Claims this close are equally ready to concede [cents]. */
const TIE = 1e-6;

/**
 * Monotonic concessions (Zeuthen 1930; Harsanyi 1956): everybody begins by claiming much of what it could gain. While claims together exceed
 * what there is, whoever risks most by insisting concedes a step: its risk limit, the gap over its claim, is the smallest, so the
 * gain it still claims, per weight, is the largest. Who has conceded everything above its reservation concedes no more; when nobody can,
 * or the rounds are over, there is no agreement. With small steps it ends at the weighted Nash solution.
 */
export const concession: BargainingProtocol = {
  name: 'concession',
  summary: 'claimants make concessions in steps, whoever risks most by insisting first, none beyond its reservation',
  schema: ({ share }) => ({
    opening: share.prefault(1).describe('Part of the most it could gain that everybody claims at first; 1 when left out.'),
    step: share.prefault(0.1).describe('Size of a concession as a part of what is shared out; 0.1 when left out.'),
  }),
  play(table, negotiation, { opening, step }) {
    const { claimants, stakes, times } = negotiation;
    const { total, weight } = stakes;
    const surplus = surplusOf(stakes);
    const claims = largestGains(stakes).map((gain) => (opening as number) * gain);
    const gap = (): number => claims.reduce((sum, claim) => sum + claim, 0) - surplus;
    let conceding: readonly number[] = [];

    /** Whoever writes in this round: everybody its opening claim at first, then who concedes. */
    function round(writers: readonly number[]): void {
      if (!table.nextRound(negotiation)) return;
      conceding = writers;
      negotiation.pending = writers.length;
      for (const writer of writers) table.work(negotiation, writer, times.write, WRITE);
    }

    /** All claims of the round are out: the others read them. */
    function spread(): void {
      negotiation.pending = 0;
      claimants.forEach((_, reader) => {
        const messages = conceding.filter((writer) => writer !== reader).length;
        if (messages === 0) return;
        negotiation.pending++;
        table.work(negotiation, reader, messages * times.read, READ);
      });
    }

    function concede(): void {
      if (gap() <= TIE) {
        agree();
        return;
      }
      // Who has no weight has nothing to insist with.
      const pressure = claims.map((claim, i) => (claim <= TIE ? 0 : claim / weight[i]));
      const most = Math.max(...pressure);
      const ready = claimants.map((_, i) => i).filter((i) => pressure[i] > 0 && (pressure[i] === most || pressure[i] >= most - TIE));
      if (ready.length === 0) {
        table.impasse(negotiation);
        return;
      }
      const share = Math.min((step as number) * total, gap() / ready.length);
      for (const i of ready) claims[i] = Math.max(0, claims[i] - share);
      round(ready);
    }

    function agree(): void {
      // What modest openings have left over is nobody's claim: everybody gets the same of it, as far as it can gain more.
      const more = constrainedAwards(Math.max(0, -gap()), largestGains(stakes).map((gain, i) => gain - claims[i]));
      table.offer(negotiation, -1, amountsOf(stakes, claims.map((claim, i) => claim + more[i])));
      table.settle(negotiation);
    }

    return {
      begin: () => round(claimants.map((_, i) => i)),
      done(kind) {
        if (--negotiation.pending > 0) return;
        if (kind === WRITE) spread();
        else concede();
      },
    };
  },
};
