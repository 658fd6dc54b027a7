/** Contexts of rows: docs/format/sequence.md, "Contexts of rows". */
import { FollowedRows, ones } from './followed-rows.mjs';
import { hash } from './logistic.mjs';
import { RowPlaces } from './row-places.mjs';
import { TextContexts } from './text-contexts.mjs';

export class RowContexts {
  count = 8;
  sets = [512, 768];
  firstWeight = 9000;
  rate = 6;
  #history;
  #places;
  #followed;
  #text;
  #secondSet = 0;

  constructor(history, width, first) {
    this.#history = history;
    this.#places = new RowPlaces(history, width, first);
    this.#followed = new FollowedRows(history, this.#places);
    this.#text = new TextContexts(history);
  }

  hashes(size) {
    const text = this.#text.hashes(size);
    if (this.#places.inColumns) return this.#inColumns(size);
    const { same, guide, isComment } = this.#places;
    text[0] = hash(9, this.#places.has(guide) + 2 ** 8 * same + 2 ** 12 * (isComment ? 1 : 0));
    return text;
  }

  weightSets(partial) {
    if (this.#places.inColumns) return [256 + partial, this.#secondSet];
    const [first, second] = this.#text.weightSets(partial);
    return [first, 512 + second];
  }

  add(byte, size) {
    this.#text.add(byte, size);
    if (this.#places.inColumns) this.#followed.add(byte);
    if (this.#places.add(byte, size)) this.#followed.begin(this.#places.above);
  }

  #inColumns(size) {
    const { place, block, above } = this.#places;
    const column = hash(place, block);
    this.#followed.next(size, column);
    const { first, second } = this.#followed;
    const [r, s, a] = [first.had, second.had, this.#places.has(above)];
    const b1 = size > 0 ? this.#history[size - 1] : 0;
    const m = Math.min(32 - ones(first.agreed), 15);
    const run = Math.min(/1*$/.exec((first.agreed >>> 0).toString(2))[0].length, 15);
    this.#secondSet = 64 * (m >> 1) + 4 * run + 2 * (r === s ? 1 : 0) + (r === a ? 1 : 0);
    return [
      hash(1, column),
      hash(2, r),
      hash(hash(3, column), r),
      hash(4, s + 2 ** 8 * r),
      hash(5, s + 2 ** 8 * a + 2 ** 16 * r),
      hash(6, b1),
      hash(7, a),
      hash(hash(8, column), b1),
    ];
  }
}
