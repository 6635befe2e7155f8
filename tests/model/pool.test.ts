import { describe, expect, it } from 'vitest';
import { Pool } from '../../src/model/pool.js';

class Tickets extends Pool {
  seat = this.int(0);
  coach = this.int(1);
  price = this.real(0);
  rebate = this.real(1);
  /** Rooms for which columns were taken anew. */
  rooms: number[] = [];

  constructor(most?: number) {
    super(2, 'tickets', most);
  }

  take(): number {
    return this.takeRow();
  }

  giveBack(row: number): void {
    this.freeRow(row);
  }

  all(): number[] {
    return [...this.rowsUsed()];
  }

  protected attach(): void {
    this.seat = this.int(0);
    this.coach = this.int(1);
    this.price = this.real(0);
    this.rebate = this.real(1);
    this.rooms.push(this.room);
  }
}

describe('a pool of rows', () => {
  it('uses freed rows again and grows by doubling only when all are taken', () => {
    const tickets = new Tickets();
    const first = Array.from({ length: 64 }, () => tickets.take());
    expect(new Set(first).size).toBe(64);
    tickets.giveBack(first[10]);
    expect(tickets.take()).toBe(first[10]);
    expect(tickets.rooms).toEqual([]);
    const more = Array.from({ length: 65 }, () => tickets.take());
    expect(new Set([...first, ...more]).size).toBe(129);
    expect(tickets.rooms).toEqual([128, 256]);
    expect(tickets.live).toBe(129);
    expect(tickets.all()).toEqual([...first, ...more]);
  });

  it('keeps every number of every row apart, also when it grows', () => {
    const tickets = new Tickets();
    const rows = Array.from({ length: 300 }, (_, index) => {
      const row = tickets.take();
      tickets.seat[row] = index;
      tickets.coach[row] = -index;
      tickets.price[row] = index + 0.5;
      tickets.rebate[row] = 1 / (index + 1);
      return row;
    });
    rows.forEach((row, index) => {
      expect([tickets.seat[row], tickets.coach[row] + 0, tickets.price[row], tickets.rebate[row]]).toEqual([index, 0 - index, index + 0.5, 1 / (index + 1)]);
    });
  });

  it('refuses more rows at once than can be meant, instead of taking all memory', () => {
    const tickets = new Tickets(4);
    const rows = Array.from({ length: 4 }, () => tickets.take());
    expect(() => tickets.take()).toThrow('more than 4 tickets are alive at once: far more arrive than anybody can handle; lower a rate of arrivals or add staff');
    tickets.giveBack(rows[3]);
    expect(tickets.take()).toBe(rows[3]);
  });
});
