/** The engine by topic: clock and events, stations, calendars. It knows nothing of policy and can be used alone. */
export { Simulation, type EventHandler, type EventKind, type Recurrence, type RunEnd, type RunOptions } from './simulation.js';
export { EventList, NO_EVENT, type EventHandle } from './event-list.js';
export { Priority } from './priorities.js';
export { Station, type JobOptions, type StationOptions, type StationReport } from './station.js';
export { NO_JOB, StationBank, type JobId, type StationEvents, type StationSettings } from './station-bank.js';
export type { QueueDiscipline } from './queue-discipline.js';
export { Calendars, type BookingId } from './calendar.js';
