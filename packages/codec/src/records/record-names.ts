/**
 * Which records damaged stretches are part of, from the layouts of partitions one after the other.
 */
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock } from '@pmklc/sequence';
import { RecordScanner } from './record-scanner.ts';

/** FASTA and bare sequence only: a FASTQ partition may begin anywhere in a record. */
export class RecordNames {
  /** The record that goes on where the next partition starts. */
  #open: string | undefined;

  /** A partition is lost, with its layout. */
  skip(): void {
    this.#open = undefined;
  }

  /**
   * The next partition.
   * @param layout undefined when it is lost
   * @returns the records that bytes from `from` on are part of
   */
  add(layout: SequenceBlock | undefined, from: number): string[] {
    if (layout === undefined || layout.format === 'fastq' || layout.format === 'raw') {
      this.skip();
      return [];
    }
    const starts: { name: string; offset: number }[] = [];
    if (this.#open !== undefined) starts.push({ name: this.#open, offset: 0 });
    const scanner = new RecordScanner('plain');
    const note = (records: ReturnType<RecordScanner['finish']>) => {
      for (const { name, offset } of records) if (name !== '') starts.push({ name, offset });
    };
    for (const chunk of joinBlock(layout)) note(scanner.push(chunk));
    note(scanner.finish());
    this.#open = starts.at(-1)?.name ?? this.#open;
    if (from >= layout.inputBytes) return [];
    return starts
      .filter((_, i) => (starts[i + 1]?.offset ?? Infinity) > from)
      .map(({ name }) => name);
  }
}
