/** What an alignment says of the next base: docs/format/model.md, "Opinions". */
import { indexOfMax } from '../fixed-point.mjs';
import { ln16 } from '../tables.mjs';

/** Bits of chances that logits are of. */
const BITS = 16;

export class Opinion {
  logits = new Int32Array(4);
  confidence = 0;
  /** The alignment, the number of bases of its codon that are known, and the likeliest base. */
  alignment;
  known = 0;
  likeliest = 0;

  /** @param alignment that has foretold its codon, or undefined */
  ask(alignment, history) {
    this.alignment = alignment;
    this.logits.fill(0);
    this.confidence = 0;
    if (alignment === undefined) return;
    this.known = alignment.knownOf(history);
    const sums = sumsOf(alignment.chances, this.known, history);
    const shift = 32 - Math.clz32(sums[0] + sums[1] + sums[2] + sums[3]) - BITS;
    this.likeliest = indexOfMax(sums);
    for (let base = 0; base < 4; base++) {
      this.logits[base] = ln16(shift < 0 ? sums[base] << -shift : sums[base] >> shift);
    }
    this.confidence = 1 + 5 * this.known + Math.min(alignment.differences, 4);
  }
}

/** By base, the sum of chances of the codons that begin with the known bases and it. */
function sumsOf(chances, known, history) {
  const width = 4 ** (2 - known);
  const first = history.kmer(known) * 4 * width;
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < 4 * width; i++) sums[Math.floor(i / width)] += chances[first + i];
  return sums;
}
