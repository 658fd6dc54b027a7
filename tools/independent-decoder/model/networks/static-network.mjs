/** A network that does not learn: docs/format/model.md, "Static token networks". */
import { Cursor, must } from '../../container/cursor.mjs';
import { activation, rowsOf, unitSum } from './network-rows.mjs';

export function readStaticNetwork(bytes) {
  const cursor = new Cursor(bytes);
  const next = (least, most) => {
    const value = cursor.varint();
    must(value >= least && value <= most, `${least} to ${most} in a network, not ${value}`);
    return value;
  };
  const shape = readShape(next);
  const rows = rowsOf(shape.views, shape.hidden);
  const size = rows.reduce((sum, row) => sum + 4 ** row.k * shape.hidden, 0);
  const width = next(0, 9);
  const weights = width === 0 ? planes(cursor, size) : scaled(cursor.take(size), width - 1);
  const biases = planes(cursor, shape.hidden);
  const output = planes(cursor, 4 * shape.hidden);
  const outputBiases = planes(cursor, 4);
  must(cursor.done, 'a network ends');
  must(within(output, 16383) && within(outputBiases, 4095), 'outputs in their range');
  return new StaticNetwork({ rows, weights, biases, output, outputBiases });
}

function readShape(next) {
  const hidden = next(16, 64);
  must(hidden % 16 === 0, '16, 32, 48 or 64 hidden units');
  const views = Array.from({ length: next(1, 256) }, () => ({
    stride: next(1, 64),
    k: next(1, 8),
    count: next(1, 256),
  }));
  for (const { stride, k, count } of views) must((count - 1) * stride + k <= 1024, 'a near view');
  must(views.reduce((sum, { count }) => sum + count, 0) <= 256, 'at most 256 tokens');
  return { hidden, views };
}

/** Numbers of 16 bits with sign: the low bytes of all, then the high bytes. */
function planes(cursor, count) {
  const low = cursor.take(count);
  const high = cursor.take(count);
  return Int16Array.from({ length: count }, (_, i) => low[i] + high[i] * 256);
}

function scaled(bytes, shift) {
  return Int16Array.from(bytes, (byte) => ((byte << 24) >> 24) * 2 ** shift);
}

function within(numbers, most) {
  return numbers.every((number) => Math.abs(number) <= most);
}

class StaticNetwork {
  logits = new Int32Array(4);
  #rows;
  #weights;
  #biases;
  #output;
  #outputBiases;
  #hidden;

  constructor({ rows, weights, biases, output, outputBiases }) {
    this.#rows = rows;
    this.#weights = weights;
    this.#biases = biases;
    this.#output = output;
    this.#outputBiases = outputBiases;
    this.#hidden = biases.length;
  }

  /** Fills `logits`, given what the last bases were. */
  predict(length, recent) {
    const starts = this.#rows.map(
      ({ back, k, start }) => start + recent.kmer(length - back, k) * this.#hidden,
    );
    const sums = [0, 0, 0, 0];
    for (let unit = 0; unit < this.#hidden; unit++) {
      const u = activation(unitSum(this.#biases[unit], this.#weights, starts, unit));
      for (let b = 0; b < 4; b++) sums[b] += this.#output[b * this.#hidden + unit] * u;
    }
    for (let b = 0; b < 4; b++) this.logits[b] = (sums[b] >> 13) + this.#outputBiases[b];
  }
}
