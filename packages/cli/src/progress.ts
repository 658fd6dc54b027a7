/**
 * A bar on standard error, when a person is watching.
 */
import { SingleBar } from 'cli-progress';
import type { Command } from './command.ts';
import { escapeText } from './escape-text.ts';

/** Shows how far one input is. */
export interface ProgressBar {
  /** @param bytes of the input that are dealt with */
  update(bytes: number): void;
  /** Clears the bar. */
  stop(): void;
}

const MIB = 2 ** 20;
/** Shows nothing. */
export const NO_BAR: ProgressBar = { update() {}, stop() {} };

/**
 * A bar that shows nothing when standard error is no terminal.
 * @param size bytes of the input; undefined when not known, which makes no bar
 */
export function showProgress(
  { quiet }: Command,
  name: string,
  size: number | undefined,
): ProgressBar {
  if (quiet || !process.stderr.isTTY || size === undefined) return NO_BAR;
  const bar = new SingleBar({
    format: '{name} {bar} {percentage}% of {size} MiB, {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    // The signal handlers here restore the terminal and end the process.
    gracefulExit: false,
  });
  bar.start(size, 0, { name: escapeText(name), size: (size / MIB).toFixed(1) });
  return { update: (bytes) => bar.update(Math.min(bytes, size)), stop: () => bar.stop() };
}
