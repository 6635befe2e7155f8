#!/usr/bin/env node
import { main } from './main.js';

/** Signals that follow each other faster are one: package managers pass on what the terminal has sent to the process already [ms]. */
const ONE_SIGNAL = 300;

const interrupt = new AbortController();
let interrupted = 0;
const stop = (): void => {
  const now = Date.now();
  if (!interrupt.signal.aborted) {
    // Runs in flight are finished and kept; whoever insists is obeyed.
    interrupted = now;
    interrupt.abort();
    process.stderr.write('\nfinishing the runs in flight; press Ctrl-C again to stop at once\n');
  } else if (now - interrupted > ONE_SIGNAL) process.exit(130);
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
