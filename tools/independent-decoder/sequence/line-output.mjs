/** Collects the lines of a block with their terminators. */
import { Toggles } from './toggles.mjs';

const LF = Buffer.from('\n');
const CR_LF = Buffer.from('\r\n');
const NOTHING = Buffer.alloc(0);

export class LineOutput {
  #pieces = [];
  #terminators;

  constructor(sections) {
    this.#terminators = new Toggles(sections.section('terminators'));
  }

  /** Adds a line, given in parts. */
  line(...parts) {
    this.#pieces.push(...parts, this.#terminators.next() === 1 ? CR_LF : LF);
  }

  get lastTerminator() {
    return this.#pieces.at(-1);
  }

  /** Adds bytes that are no line of a record. */
  bytes(bytes) {
    this.#pieces.push(bytes);
  }

  /** Takes the terminator away from the last line. */
  dropTerminator() {
    if (this.#pieces.length > 0) this.#pieces[this.#pieces.length - 1] = NOTHING;
  }

  joined() {
    return Buffer.concat(this.#pieces);
  }
}
