/**
 * A pack of static knowledge: public sequence to copy from, and what models have learned from it.
 * A pack is known by the hash of its file. File: docs/format/knowledge.md.
 */
import { partsOf, type BaseCoder, type ModelConfig, type Snapshot } from '@pmklc/models';
import { checkBytes, checkObject, PmklcError, toHex } from '@pmklc/core';
import { Sha256 } from '@pmklc/core/checksums';
import { initialParts } from './initial-parts.ts';
import { snapshotConfig } from './level-states.ts';
import type { LevelState, PackContents } from './pack-contents.ts';
import { readContents, writeContents } from './pack-file.ts';
import { unpackProteins } from './proteins.ts';
import { decodeState } from './state-code.ts';

/** Bytes of the hash that name a pack. */
export const PACK_ID_BYTES = 6;

/** A pack that can be used. */
export class KnowledgePack {
  /** The first 6 bytes of the SHA-256 of its file. */
  readonly id: Uint8Array;
  readonly contents: PackContents;
  readonly #snapshots = new Map<number, Snapshot>();
  #proteins: Uint8Array | undefined;

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
    const hash = new Sha256();
    hash.update(file);
    return new KnowledgePack(hash.digest().slice(0, PACK_ID_BYTES), contents);
  }

  /** The file that `read` reads. */
  static write(contents: PackContents): Uint8Array {
    checkObject('contents', contents);
    return writeContents(contents);
  }

  /** The id in hexadecimal. */
  get hexId(): string {
    return toHex(this.id);
  }

  /**
   * The snapshot that the model of a level starts from, for any number of bases; undefined when the pack has none.
   * @param engine makes the state before learning, which is the same of every engine
   * @throws PmklcError `corrupt` or `truncated`
   */
  snapshotOf(level: number, engine: BaseCoder<ModelConfig>): Snapshot | undefined {
    const state = this.contents.levels.find((entry) => entry.level === level);
    if (state === undefined) return undefined;
    let snapshot = this.#snapshots.get(level);
    snapshot ??= { bases: state.bases, parts: this.#decodeParts(state, engine) };
    this.#snapshots.set(level, snapshot);
    return snapshot;
  }

  /**
   * Residues of its proteins, 0..19, and 20 between two of them; empty when it has none. They are unpacked on the first call.
   * @throws PmklcError `corrupt`
   */
  proteins(): Uint8Array {
    this.#proteins ??= unpackProteins(this.contents.proteins);
    return this.#proteins;
  }

  #decodeParts({ level, parts }: LevelState, engine: BaseCoder<ModelConfig>): Uint8Array[] {
    const config = snapshotConfig(level);
    const layouts = partsOf(config);
    if (parts.length !== layouts.length) {
      throw new PmklcError('corrupt', `a pack has ${parts.length} parts for level ${level}`);
    }
    const initial = initialParts(config, engine);
    return parts.map((state, i) =>
      state < 0
        ? new Uint8Array(0)
        : decodeState(this.contents.states[state]!, initial[i]!(), layouts[i]!.segments),
    );
  }
}
