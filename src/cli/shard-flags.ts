import { parseShard, type Shard } from '../experiment/shard.js';
import { UsageError } from './io.js';
import { wholeNumber } from './option-values.js';

/** Options that split an experiment among machines. */
export interface ShardFlags {
  readonly shard?: string;
  readonly shards?: string;
}

/** What schedulers say of the task that a process is, by the scheduler's name: variables for its number, what the first one has, and how many there are. */
const schedulers = [
  { name: 'Slurm', task: 'SLURM_ARRAY_TASK_ID', first: 'SLURM_ARRAY_TASK_MIN', count: 'SLURM_ARRAY_TASK_COUNT', from: 0 },
  { name: 'Kubernetes', task: 'JOB_COMPLETION_INDEX', first: undefined, count: undefined, from: 0 },
  { name: 'GNU parallel', task: 'PARALLEL_SEQ', first: undefined, count: undefined, from: 1 },
] as const;

/**
 * The part of an experiment that this process is to run: `--shard PART/PARTS`; or, with `--shards PARTS`, the part that the scheduler's
 * number of this task says. A Slurm array alone says both, unless it is a part of an array that is submitted again.
 * @throws UsageError, DesignError
 */
export function shardOf({ shard, shards }: ShardFlags, environment: Readonly<Record<string, string | undefined>>): Shard | undefined {
  if (shard !== undefined) {
    if (shards !== undefined) throw new UsageError('--shard says how many parts there are; leave --shards out');
    return parseShard(shard);
  }
  const scheduler = schedulers.find(({ task }) => environment[task] !== undefined);
  if (scheduler === undefined) {
    if (shards === undefined) return undefined;
    const names = schedulers.map(({ name, task }) => `${name} (${task})`).join(', ');
    throw new UsageError(`--shards ${shards}: no scheduler says which part this is: expected ${names}; or write --shard 1/${shards}`);
  }
  const { name, task, first, count, from } = scheduler;
  const number = Number(environment[task]);
  if (shards !== undefined) return requireShard({ index: number - from + 1, count: wholeNumber('--shards', shards) }, `${name}: ${task}=${environment[task] ?? ''}`);
  if (count === undefined || environment[count] === undefined) {
    // Only who asks for parts gets them: GNU parallel and Kubernetes also start whole experiments.
    return undefined;
  }
  const start = Number(environment[first] ?? from);
  if (start > 1 || environment[count] === '1') {
    throw new UsageError(`${name} runs a single task or a part of an array: say of how many parts the experiment consists, with --shards PARTS`);
  }
  return requireShard({ index: number - start + 1, count: Number(environment[count]) }, `${name}: ${task}=${environment[task] ?? ''}`);
}

function requireShard(shard: Shard, where: string): Shard {
  const { index, count } = shard;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 1 || index > count) {
    throw new UsageError(`${where} is no part from 1 to ${count}: number the tasks from 0 (Slurm, Kubernetes) or 1 (GNU parallel), or write --shard PART/PARTS`);
  }
  return shard;
}
