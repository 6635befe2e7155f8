import { Priority } from '../src/engine/priorities.js';
import { Simulation } from '../src/engine/simulation.js';
import { StationBank } from '../src/engine/station-bank.js';
import { exponentialZiggurat } from '../src/random/exponential-ziggurat.js';
import { createStream } from '../src/random/stream.js';
import { requireWithin, secondsOf, type Measured } from './measured.js';

const ARRIVAL_RATE = 0.8;
const MEAN_WAIT = 4;
/**
 * Asymptotic variance of the mean wait times the number of customers, rho (2 + 5 rho - 4 rho^2 + rho^3) / (mu^2 (1 - rho)^4) at
 * rho = .8, mu = 1 (Daley 1968, Journal of the Australian Mathematical Society 8, 683-699; Whitt 1989, Management Science 35, 1341-1366).
 */
const WAIT_VARIANCE = 1976;

/** An M/M/1 station through the public engine, with all its statistics. */
export class SingleServer {
  readonly simulation = new Simulation();
  private readonly bank: StationBank;

  constructor() {
    const { simulation } = this;
    const gap = exponentialZiggurat(createStream('1', 0, 'arrivals'));
    const work = exponentialZiggurat(createStream('1', 0, 'services'));
    const bank = new StationBank(simulation, { completed: () => undefined });
    const desk = bank.add({ servers: 1 });
    const arrive = simulation.define(Priority.arrival, () => {
      bank.submit(desk, work(), 0, 0, 0, 0, 0);
      simulation.post(arrive, gap() / ARRIVAL_RATE);
    });
    simulation.post(arrive, gap() / ARRIVAL_RATE);
    this.bank = bank;
  }

  /** Goes on until so many customers more have arrived and left. */
  serve(customers: number): void {
    this.simulation.run({ events: 2 * customers });
  }

  get customers(): number {
    return this.bank.waitCount(0);
  }

  get meanWait(): number {
    return this.bank.meanWait(0);
  }
}

/** The M/M/1 station until so many customers have come and gone. */
export function mm1(customers: number): Measured {
  const queue = new SingleServer();
  const seconds = secondsOf(() => queue.serve(customers));
  requireWithin('customers served', queue.customers, customers, 5 * Math.sqrt(customers));
  // Five standard errors: a right program fails once in 1.7 million seeds.
  requireWithin('mean wait of M/M/1', queue.meanWait, MEAN_WAIT, 5 * Math.sqrt(WAIT_VARIANCE / customers));
  return { seconds, count: queue.customers, answer: { meanWait: queue.meanWait } };
}
