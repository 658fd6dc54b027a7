/** Contexts of titles and other text: docs/format/sequence.md, "Contexts". */
import { hash } from './logistic.mjs';

const LF = 10;
const LAST_FIELD = 255;

export class TextContexts {
  count = 8;
  sets = [256, 256];
  firstWeight = 9000;
  rate = 6;
  #history;
  #word = 0;
  #field = 0;
  #fieldStart = 0;
  #same = 1;
  /** Starts of the fields of this line and the one before; the line before ends with its last. */
  #starts = [0];
  #startsAbove = [];
  #above;
  #secondSet = 1;

  constructor(history) {
    this.#history = history;
  }

  hashes(size) {
    const byte = (back) => (size >= back ? this.#history[size - back] : 0);
    const b1 = size === 0 ? LF : byte(1);
    const two = b1 + 2 ** 8 * byte(2);
    const four = two + 2 ** 16 * byte(3) + 2 ** 24 * byte(4);
    const position = this.#positionAbove(size);
    const above = position === undefined ? 0 : this.#history[position];
    const after = position === undefined ? 0 : this.#history[position + 1];
    const place = Math.min(size - this.#fieldStart, 15);
    const field = this.#field;
    this.#above = position === undefined ? undefined : above;
    return [
      hash(1, 0),
      hash(2, b1),
      hash(3, two),
      hash(4, two + 2 ** 16 * byte(3)),
      hash(hash(5, four), byte(5) + 2 ** 8 * byte(6)),
      hash(hash(6, this.#word), field),
      hash(7, field + 2 ** 8 * above + 2 ** 16 * place + 2 ** 30 * this.#same),
      hash(8 + 16 * this.#same, field + 2 ** 8 * above + 2 ** 16 * after + 2 ** 24 * b1),
    ];
  }

  weightSets(partial) {
    return [partial, this.#secondSet];
  }

  add(byte, size) {
    if (byte !== this.#above) this.#same = 0;
    this.#word = hash(this.#word, byte);
    if (byte === LF) this.#endLine(size);
    else if (!isWord(byte) && this.#field < LAST_FIELD) this.#endField(size);
    this.#chooseSet(size);
  }

  #chooseSet(size) {
    const place = Math.min(size - this.#fieldStart, 15);
    this.#secondSet = this.#same + 2 * place + 32 * Math.min(this.#field, 7);
  }

  #endField(size) {
    this.#field++;
    this.#fieldStart = size;
    this.#word = 0;
    this.#same = 1;
    this.#starts.push(size);
  }

  #endLine(size) {
    this.#endField(size);
    this.#startsAbove = this.#starts;
    this.#starts = [size];
    this.#field = 0;
  }

  #positionAbove(size) {
    if (this.#field >= this.#startsAbove.length - 1) return undefined;
    const position = this.#startsAbove[this.#field] + size - this.#fieldStart;
    return position < this.#startsAbove[this.#field + 1] && position < size - 1
      ? position
      : undefined;
  }
}

function isWord(byte) {
  return /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}
