/** Relatives, earlier sequence that looks related: docs/format/sequence.md, "Relatives". */
import { alike, END, symbolsOf } from './residue-symbols.mjs';

const GROUPS = 'ILMV C A G ST P FWY DENQ KR H'.split(' ').map(symbolsOf);
const CLASSES = Array.from({ length: 32 }, (_, symbol) => {
  const group = GROUPS.findIndex((symbols) => symbols.has(symbol));
  return group < 0 ? 10 : group;
});
const NONE = { position: 0, trust: 0, agreed: 0 };

export class Relatives {
  #symbols;
  #both = [{ ...NONE }, { ...NONE }];
  /** Lists of each seed's numbers, newest first. */
  #lists = new Map();

  constructor(symbols) {
    this.#symbols = symbols;
  }

  /** Moves on after symbol number `size`. */
  advance(size, place) {
    for (const relative of this.#both) {
      if (relative.position > 0) this.#follow(relative, this.#symbols[size - 1]);
    }
    if (place >= 9) this.#search(size);
    const [first, second] = this.#both;
    if (rank(second) > rank(first)) this.#both = [second, first];
  }

  /** Forecasts of the two. */
  says() {
    return this.#both.map(({ position, agreed }) => {
      if (position === 0) return 0;
      const a = ones(agreed);
      const b = ones(agreed & 0xffff);
      const quality = a >= 30 ? a - 21 : 1 + (Math.min(b, 15) >> 1);
      return this.#symbols[position] + 2 ** 5 * quality + 2 ** 9 * (agreed & 1);
    });
  }

  #follow(relative, last) {
    const f = this.#symbols[relative.position];
    relative.trust += 4 * alike(f, last) - (relative.trust >> 3);
    relative.agreed = (relative.agreed << 1) | (f === last ? 1 : 0);
    const lost = f === END || last === END || relative.trust < 0;
    relative.position = lost ? 0 : relative.position + 1;
  }

  #search(size) {
    const seed = this.#seed(size);
    const list = this.#lists.get(seed) ?? [];
    for (const end of list) {
      if (this.#both.some(({ position }) => position === end)) continue;
      const score = this.#score(end, size);
      if (score >= 48) this.#consider(end, size, Math.min(score, 60));
    }
    this.#lists.set(seed, [size, ...list].slice(0, 16));
  }

  #seed(size) {
    let h = 0;
    for (const n of [1, 2, 4, 6, 8, 9]) h = 16 * h + CLASSES[this.#symbols[size - n]];
    return Math.imul(h, 0x9e3779b1) >>> 14;
  }

  #score(end, size) {
    let t = 0;
    let greatest = 0;
    for (let n = 1; n <= 48 && n <= end; n++) {
      const a = this.#symbols[end - n];
      const b = this.#symbols[size - n];
      if (a === END || b === END) break;
      t += alike(a, b);
      greatest = Math.max(t, greatest);
      if (t < greatest - 14) break;
    }
    return greatest;
  }

  #consider(position, size, trust) {
    const worth = this.#both.map((one) => (one.position === 0 ? -(2 ** 20) : one.trust + 10));
    const worse = worth[1] < worth[0] ? 1 : 0;
    if (trust <= worth[worse]) return;
    let agreed = 0;
    for (let n = 1; n <= 32 && n <= position; n++) {
      if (this.#symbols[position - n] === this.#symbols[size - n]) agreed |= 1 << (n - 1);
    }
    this.#both[worse] = { position, trust, agreed };
  }
}

function rank({ position, agreed }) {
  return position === 0 ? -1 : ones(agreed);
}

function ones(bits) {
  let count = 0;
  for (let i = 0; i < 32; i++) count += (bits >>> i) & 1;
  return count;
}
