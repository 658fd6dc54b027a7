/**
 * Walks over the residues of a partition while its bases are decoded: what a base cost is counted
 * where its residue is, and for the record that it is in.
 */
import { PmklcError } from '@pmklc/core';
import type { Outline, OutlineRecord, OutlineRun } from '@pmklc/sequence';
import type { ProfileBuilder } from './profile.ts';
import type { OpenRecord, RecordList } from './record-list.ts';

const MAX_NAME_BYTES = 256;
const NAME = /^[\t\v\f\r ]*([^\t\v\f\r ]*)/;

/** State that goes on from one partition to the next. */
export interface Place {
  readonly profile: ProfileBuilder;
  readonly records: RecordList;
  /** The last record, to which a partition that begins without a title adds. */
  open: OpenRecord | undefined;
}

export class PartitionWalk {
  readonly #place: Place;
  readonly #records: Generator<OutlineRecord>;
  readonly #runs: Generator<OutlineRun>;
  /** Residues that the current record still has. */
  #inRecord = 0;
  /** The next run, or the one that residues are in now; undefined when there are no more. */
  #run: OutlineRun | undefined;
  /** Bases before that run, and its residues still to come once it has begun. */
  #untilRun = 0;
  #inRun = 0;

  /** @param continues whether residues without a title belong to the last record of `place` */
  constructor(outline: Outline, place: Place, continues: boolean) {
    this.#place = place;
    this.#records = outline.records();
    this.#runs = outline.runs();
    this.#nextRun();
    this.#nextRecord(continues);
  }

  /** Takes the notes of the next bases. */
  take(notes: Uint32Array): void {
    for (let from = 0; from < notes.length;) {
      this.#passResidues();
      const left = this.#inRun > 0 ? this.#inRun : this.#untilRun;
      if (this.#inRecord === 0) throw noRecord();
      const to = Math.min(notes.length, from + Math.min(left, this.#inRecord));
      this.#add(notes.subarray(from, to));
      from = to;
    }
  }

  /** All bases were taken. */
  finish(): void {
    this.#passResidues();
    this.#findRecord();
  }

  /** Goes on to the next residue that is coded as a base. */
  #passResidues(): void {
    for (;;) {
      this.#findRecord();
      if (this.#untilRun > 0 || this.#run === undefined) return;
      if (this.#inRun === 0) this.#inRun = this.#run.residues;
      if (this.#run.bases > 0) return;
      if (this.#inRecord === 0) throw noRecord();
      const residues = Math.min(this.#inRun, this.#inRecord);
      this.#place.profile.skip(residues);
      this.#leave(residues);
    }
  }

  #add(notes: Uint32Array): void {
    const { profile, open } = this.#place;
    open!.bits += profile.add(notes);
    open!.bases += notes.length;
    if (this.#inRun === 0) {
      this.#untilRun -= notes.length;
      this.#inRecord -= notes.length;
    } else this.#leave(notes.length);
  }

  /** So many residues of the current run are done. */
  #leave(residues: number): void {
    this.#inRecord -= residues;
    this.#inRun -= residues;
    if (this.#inRun === 0) this.#nextRun();
  }

  #nextRun(): void {
    const next = this.#runs.next();
    this.#run = next.done ? undefined : next.value;
    this.#untilRun = this.#run?.gap ?? Infinity;
  }

  /** Begins the next record that has residues, if this one has no more. */
  #findRecord(): void {
    while (this.#inRecord === 0 && this.#nextRecord(false));
  }

  #nextRecord(continues: boolean): boolean {
    const next = this.#records.next();
    if (next.done) return false;
    const { title, residues } = next.value;
    this.#inRecord = residues;
    const place = this.#place;
    if (continues && title === undefined && place.open !== undefined) {
      place.open.residues += residues;
      return true;
    }
    closeRecord(place);
    const start = place.profile.residues;
    place.open = { name: nameOf(title), start, residues, bases: 0, bits: 0 };
    return true;
  }
}

/** Nothing is added to the last record any more. */
export function closeRecord(place: Place): void {
  if (place.open !== undefined) place.records.add(place.open);
  place.open = undefined;
}

function noRecord(): PmklcError {
  return new PmklcError('corrupt', 'there are more residues than the records have');
}

function nameOf(title: Uint8Array | undefined): string {
  if (title === undefined) return '';
  const text = new TextDecoder().decode(title.subarray(0, MAX_NAME_BYTES));
  return NAME.exec(text)![1]!;
}
