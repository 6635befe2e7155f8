import { describe, expect, it } from 'vitest';
import { Pool } from '../../src/model/pool.js';

class Tickets extends Pool {
  capacities: number[] = [];

  take(): number {
    return this.takeRow();
  }

  giveBack(row: number): void {
    this.freeRow(row);
  }

  protected grow(capacity: number): void {
    this.capacities.push(capacity);
  }
}

describe('a pool of rows', () => {
  it('uses freed rows again and grows by doubling only when all are taken', () => {
    const tickets = new Tickets(2, 'tickets');
    expect([tickets.take(), tickets.take()]).toEqual([0, 1]);
    tickets.giveBack(0);
    expect(tickets.take()).toBe(0);
    expect(tickets.capacities).toEqual([]);
    expect([tickets.take(), tickets.take(), tickets.take()]).toEqual([2, 3, 4]);
    expect(tickets.capacities).toEqual([4, 8]);
    expect(tickets.live).toBe(5);
  });

  it('refuses more rows at once than can be meant, instead of taking all memory', () => {
    const tickets = new Tickets(2, 'tickets', 4);
    for (let i = 0; i < 4; i++) tickets.take();
    expect(() => tickets.take()).toThrow('more than 4 tickets are alive at once: far more arrive than anybody can handle; lower a rate of arrivals or add staff');
    tickets.giveBack(3);
    expect(tickets.take()).toBe(3);
  });
});
