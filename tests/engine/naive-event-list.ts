export interface NaiveEvent {
  readonly time: number;
  readonly priority: number;
  readonly kind: number;
  readonly subject: number;
  readonly detail: number;
}

/** The event list as its contract defines it: an array in order of (time, priority, order of pushing), searched from the front. */
export class NaiveEventList {
  readonly events: NaiveEvent[] = [];

  push(event: NaiveEvent): void {
    const after = this.events.findIndex((other) => other.time > event.time || (other.time === event.time && other.priority > event.priority));
    this.events.splice(after < 0 ? this.events.length : after, 0, event);
  }

  cancel(event: NaiveEvent): boolean {
    const index = this.events.indexOf(event);
    if (index >= 0) this.events.splice(index, 1);
    return index >= 0;
  }

  pop(): NaiveEvent | undefined {
    return this.events.shift();
  }
}
