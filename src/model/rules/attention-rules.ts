import type { QueueDiscipline } from '../../engine/queue-discipline.js';
import type { CatalogueEntry } from '../../scenario/catalogue.js';

/** In which order an organisation attends to its in-tray. */
export interface AttentionRule extends CatalogueEntry {
  readonly discipline: QueueDiscipline;
}

const none = (): Record<string, never> => ({});

export const attentionRules: readonly AttentionRule[] = [
  { name: 'fifo', summary: 'first come, first served', schema: none, discipline: { name: 'fifo' } },
  { name: 'lifo', summary: 'the newest item first', schema: none, discipline: { name: 'lifo' } },
  { name: 'priority', summary: 'coordination before own problems, first come first served within each', schema: none, discipline: { name: 'priority' } },
  { name: 'random', summary: 'each waiting item equally likely', schema: none, discipline: { name: 'random' } },
  {
    name: 'vdt-mix',
    summary: 'each time by priority (.5), oldest (.2), newest (.2) or at random (.1), as actors of the Virtual Design Team do',
    schema: none,
    discipline: { name: 'mixed', weights: { priority: 0.5, fifo: 0.2, lifo: 0.2, random: 0.1 } },
  },
];
