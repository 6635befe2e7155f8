#!/usr/bin/env node
import { main } from './main.js';

const interrupt = new AbortController();
const stop = (): void => {
  // The first time runs in flight are finished and kept; whoever insists is obeyed.
  if (interrupt.signal.aborted) process.exit(130);
  interrupt.abort();
  process.stderr.write('\nfinishing the runs in flight; press Ctrl-C again to stop at once\n');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

// Whoever reads may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY,
  cwd: process.cwd(),
  signal: interrupt.signal,
});
