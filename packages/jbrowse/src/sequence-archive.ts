/**
 * Records of an archive on a server, as a genome browser asks for them.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { openArchive } from '@pmklc/codec';
import { httpSource } from '@pmklc/container';
import { loadPublicPack } from '@pmklc/knowledge';

/** A record's name and length, in the words of JBrowse. */
export interface Region {
  readonly refName: string;
  readonly start: number;
  readonly end: number;
}

/** Settings of an archive. */
export interface ArchiveSettings {
  readonly uri: string;
  /** Whether the archive was packed with public knowledge, which is then fetched: 9.5 MB, once. */
  readonly usesPublicKnowledge: boolean;
}

/** An archive on a server. It is opened when it is first asked for something. */
export class SequenceArchive {
  readonly #settings: ArchiveSettings;
  #opened: Promise<OpenedArchive> | undefined;
  #records: Promise<Map<string, SequenceRecord>> | undefined;

  constructor(settings: ArchiveSettings) {
    this.#settings = settings;
  }

  /**
   * All records.
   * @throws PmklcError or RemoteError; the next call tries again
   */
  async regions(): Promise<Region[]> {
    const records = [...(await this.#recordsByName()).values()];
    return records.map(({ name, length }) => ({ refName: name, start: 0, end: length }));
  }

  /**
   * Residues of a region, as far as the record goes; undefined when there is no such record, or nothing of it in the region.
   * @throws PmklcError or RemoteError
   */
  async residues({ refName, start, end }: Region): Promise<string | undefined> {
    const record = (await this.#recordsByName()).get(refName);
    if (record === undefined) return undefined;
    const from = Math.max(0, start);
    const to = Math.min(end, record.length);
    if (from >= to) return undefined;
    const archive = await this.#open();
    return new TextDecoder().decode(await archive.read(record, from, to));
  }

  async #recordsByName(): Promise<Map<string, SequenceRecord>> {
    this.#records ??= this.#list();
    try {
      return await this.#records;
    } catch (error) {
      this.#records = undefined;
      throw error;
    }
  }

  /** The first record of each name counts, as for `pmklc view`. */
  async #list(): Promise<Map<string, SequenceRecord>> {
    const records = new Map<string, SequenceRecord>();
    for await (const record of (await this.#open()).records()) {
      if (!records.has(record.name)) records.set(record.name, record);
    }
    return records;
  }

  async #open(): Promise<OpenedArchive> {
    this.#opened ??= this.#openAnew();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  async #openAnew(): Promise<OpenedArchive> {
    const { uri, usesPublicKnowledge } = this.#settings;
    if (usesPublicKnowledge) await loadPublicPack();
    return openArchive(await httpSource(uri));
  }
}
