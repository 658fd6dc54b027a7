/**
 * A pack of static knowledge: public sequence to copy from, and what models have learned from it.
 * A pack is known by the hash of its file. File: docs/format-knowledge.md.
 */
import { createHash } from 'node:crypto';
import { partsOf, type Snapshot } from '@pmklc/models';
import { checkBytes, checkObject, PmklcError } from '@pmklc/core';
import { initialParts } from './initial-parts.ts';
import { snapshotConfig } from './level-states.ts';
import type { LevelState, PackContents } from './pack-contents.ts';
import { readContents, writeContents } from './pack-file.ts';
import { decodeState } from './state-code.ts';

/** Bytes of the hash that name a pack. */
export const PACK_ID_BYTES = 6;

/** A pack that can be used. */
export class KnowledgePack {
  /** The first 6 bytes of the SHA-256 of its file. */
  readonly id: Uint8Array;
  readonly contents: PackContents;
  readonly #snapshots = new Map<number, Snapshot>();

  private constructor(id: Uint8Array, contents: PackContents) {
    this.id = id;
    this.contents = contents;
  }

  /**
   * @param file a `.pmk` file
   * @throws PmklcError `bad-magic`, `unsupported-version`, `truncated`, `corrupt`; `memory-limit` from 2 GiB on
   */
  static read(file: Uint8Array): KnowledgePack {
    checkBytes('file', file);
    const contents = readContents(file);
    const id = createHash('sha256').update(file).digest().subarray(0, PACK_ID_BYTES);
    return new KnowledgePack(new Uint8Array(id), contents);
  }

  /** The file that `read` reads. */
  static write(contents: PackContents): Uint8Array {
    checkObject('contents', contents);
    return writeContents(contents);
  }

  /** The id in hexadecimal. */
  get hexId(): string {
    return Buffer.from(this.id).toString('hex');
  }

  /**
   * What the model of a level starts from, for any number of bases; undefined when the pack has nothing.
   * @throws PmklcError `corrupt` or `truncated`
   */
  snapshotOf(level: number): Snapshot | undefined {
    const state = this.contents.levels.find((entry) => entry.level === level);
    if (state === undefined) return undefined;
    let snapshot = this.#snapshots.get(level);
    snapshot ??= { bases: state.bases, parts: this.#decodeParts(state) };
    this.#snapshots.set(level, snapshot);
    return snapshot;
  }

  #decodeParts({ level, parts }: LevelState): Uint8Array[] {
    const config = snapshotConfig(level);
    const layouts = partsOf(config);
    if (parts.length !== layouts.length) {
      throw new PmklcError('corrupt', `a pack has ${parts.length} parts for level ${level}`);
    }
    const initial = initialParts(config);
    return parts.map((state, i) =>
      state < 0
        ? new Uint8Array(0)
        : decodeState(this.contents.states[state]!, initial[i]!(), layouts[i]!.segments),
    );
  }
}
