/**
 * A bar on standard error.
 */
import type { ProgressReport } from '@pmklc/codec';
import { SingleBar } from 'cli-progress';
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

/** @param size bytes of the input */
export function startBar(name: string, size: number, isPacking: boolean): ProgressBar {
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
        bpb: report === undefined ? '' : bpbSoFar(report, isPacking),
      });
    },
    stop: () => bar.stop(),
  };
}

/** Bits per base so far. When packing, the bytes that bases took are known of partitions that are done only. */
function bpbSoFar(report: ProgressReport, isPacking: boolean): string {
  const bases = isPacking ? report.finishedBases : report.bases;
  return bases > 0 ? `${bitsPerBase(report.archiveBytes, bases)} bits/base, ` : '';
}
