/**
 * How much of a sequence is in long frames without a stop codon, as genes are.
 */

/**
 * Codons of a frame that is long. With 100, bases of much G and C are open either way: AeCa, read backwards, to 0.88 to 0.93 as well.
 */
const LONG_CODONS = 200;
const LONG_BASES = 3 * LONG_CODONS;
/** Stop codons TAA, TAG and TGA, and their reverse complements TTA, CTA and TCA, as numbers 0..63. */
const STOPS = new Set([48, 50, 56]);
const REVERSED_STOPS = new Set([60, 28, 52]);

/** Share of the bases that are in a frame without a stop for 200 codons, on either strand, 0..1. */
export function openShare(bases: Uint8Array): number {
  const isOpen = new Uint8Array(bases.length);
  for (const stops of [STOPS, REVERSED_STOPS]) {
    for (let frame = 0; frame < 3; frame++) markOpen(bases, frame, stops, isOpen);
  }
  return isOpen.reduce((sum, open) => sum + open, 0) / Math.max(1, bases.length);
}

function markOpen(
  bases: Uint8Array,
  frame: number,
  stops: ReadonlySet<number>,
  isOpen: Uint8Array,
): void {
  let start = frame;
  for (let at = frame; at + 3 <= bases.length; at += 3) {
    const codon = 16 * bases[at]! + 4 * bases[at + 1]! + bases[at + 2]!;
    if (!stops.has(codon)) continue;
    if (at - start >= LONG_BASES) isOpen.fill(1, start, at);
    start = at + 3;
  }
  if (bases.length - start >= LONG_BASES) isOpen.fill(1, start);
}
