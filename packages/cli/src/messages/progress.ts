/**
 * A bar on standard error, when a person is watching.
 */
import type { ProgressReport } from '@pmklc/codec';
import { SingleBar } from 'cli-progress';
import type { Command } from '../flags/command.ts';
import { escapeText } from './escape-text.ts';
import { bitsPerBase } from './summary.ts';

/** Shows how far one input is. */
export interface ProgressBar {
  /** @param bytes of the input that are dealt with */
  update(bytes: number, report?: ProgressReport): void;
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
  { quiet, mode }: Pick<Command, 'quiet' | 'mode'>,
  name: string,
  size: number | undefined,
): ProgressBar {
  if (quiet || !process.stderr.isTTY || size === undefined) return NO_BAR;
  const bar = new SingleBar({
    format: '{name} {bar} {percentage}% of {size} MiB, {rate}{bpb}{eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    // The signal handlers here restore the terminal and end the process.
    gracefulExit: false,
  });
  const start = performance.now();
  const shown = { name: escapeText(name), size: (size / MIB).toFixed(1), rate: '', bpb: '' };
  bar.start(size, 0, shown);
  return {
    update(bytes, report) {
      const seconds = (performance.now() - start) / 1000;
      bar.update(Math.min(bytes, size), {
        ...shown,
        rate: `${((report?.originalBytes ?? bytes) / 1e6 / seconds).toFixed(2)} MB/s, `,
        bpb: report === undefined ? '' : bpbSoFar(report, mode === 'compress'),
      });
    },
    stop: () => bar.stop(),
  };
}

/** When packing, how many bytes bases took is known of partitions that are done only. */
function bpbSoFar(report: ProgressReport, isPacking: boolean): string {
  const bases = isPacking ? report.finishedBases : report.bases;
  return bases > 0 ? `${bitsPerBase(report.archiveBytes, bases)} bits/base, ` : '';
}
