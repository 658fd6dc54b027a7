/** The head stream and the sections of a block: docs/format/sequence.md, "Streams". */
import { Cursor, must } from '../container/cursor.mjs';

const SECTION = {
  lengths: 1,
  layout: 2,
  terminators: 3,
  markers: 4,
  case: 5,
  runClasses: 6,
  runs: 7,
  literals: 8,
  plusLines: 9,
  islands: 10,
  islandBytes: 11,
  qualities: 12,
  titles: 13,
};

/** The flag that says that a section is in the head stream, by the number of the section. */
const INSIDE = {
  1: 3,
  2: 9,
  3: 7,
  4: 10,
  5: 5,
  6: 11,
  7: 4,
  8: 12,
  9: 13,
  10: 14,
  11: 15,
  12: 16,
  13: 0,
};
const FLAG = {
  wrapped: 1,
  unterminated: 2,
  headless: 6,
  rna: 8,
  plusIsTitle: 17,
  nInQuality: 18,
  mates: 19,
  folded: 20,
  computed: 21,
};
const KNOWN_FLAGS = 2 ** 22;
const LF = 10;

export class Sections {
  lineWidth = 0;
  mates = 0;
  /** Residues of a line in FASTQ; as many as there may be if it is not folded. */
  fold = Infinity;
  #flags;
  #sections;

  constructor(format, streams) {
    this.#sections = new Map(streams);
    this.#sections.delete(0);
    const head = new Cursor(streams.get(0) ?? new Uint8Array(1));
    this.#flags = head.varint();
    must(this.#flags < KNOWN_FLAGS, 'no reserved flags');
    if (this.flag('wrapped')) {
      this.lineWidth = head.varint();
      must(this.lineWidth >= 1, 'a line width is at least 1');
    }
    if (this.flag('folded')) {
      this.fold = head.varint();
      must(this.fold >= 1, 'a fold is at least 1');
    }
    if (this.flag('mates')) {
      must(format === 'fastq', 'mates are reads');
      this.mates = head.varint();
    }
    this.#readInside(head);
    if (format === 'plain') this.#flags ^= 2 ** FLAG.unterminated;
  }

  flag(name) {
    return this.#bit(FLAG[name]);
  }

  has(name) {
    return this.#sections.has(SECTION[name]);
  }

  /** A cursor at the start of a section; one at the end of nothing, if the section is absent. */
  section(name) {
    return new Cursor(this.#sections.get(SECTION[name]) ?? new Uint8Array(0));
  }

  /** Lines that LF joins: none if the section is absent, one or more otherwise. */
  lines(name) {
    if (!this.has(name)) return [];
    const { bytes } = this.section(name);
    const lines = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
      lines.push(bytes.subarray(start, end));
      start = end + 1;
    }
    return [...lines, bytes.subarray(start)];
  }

  #readInside(head) {
    const inside = Object.values(SECTION).filter((id) => this.#bit(INSIDE[id]));
    for (const id of inside) {
      must(!this.#sections.has(id), 'a section stands in one place');
      const bytes = id === inside.at(-1) ? head.rest() : head.take(head.varint());
      this.#sections.set(id, bytes);
    }
    must(head.done, 'the head stream ends');
  }

  #bit(number) {
    return Math.floor(this.#flags / 2 ** number) % 2 === 1;
  }
}
