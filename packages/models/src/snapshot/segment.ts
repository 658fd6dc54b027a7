/**
 * Segments: numbers of a snapshot's part that stand one behind the other, and the ranges that they stay in.
 * Layout: docs/format/model.md, "Snapshots".
 */

/** Prior, what static knowledge keeps of the numbers that it learned from other genomes. */
export interface Prior {
  /** Share of the way from the initial value towards the learned one, 0..1. */
  readonly share: number;
  /** No number is kept above this. */
  readonly most?: number;
}

/** Numbers of a part that stand one behind the other, low bytes first. */
export interface Segment {
  /** Bytes of each, 2 or 4. */
  readonly width: 2 | 4;
  readonly count: number;
  /** Lowest and highest value; when there are several, numbers have them by turns. */
  readonly ranges: readonly (readonly [number, number])[];
  /** None: static knowledge keeps nothing of it. */
  readonly prior?: Prior;
}

/** A segment whose numbers have these ranges by turns. */
export function segment(
  width: 2 | 4,
  count: number,
  ranges: readonly (readonly [number, number])[],
  prior?: Prior,
): Segment {
  return { width, count, ranges, ...(prior && { prior }) };
}

/** Bytes of segments, one behind the other. */
export function bytesOfSegments(segments: readonly Segment[]): number {
  return segments.reduce((sum, { width, count }) => sum + width * count, 0);
}

/** The numbers of a segment that starts at `offset` of a part; a copy. */
export function readSegment(
  part: Uint8Array,
  offset: number,
  { width, count, ranges }: Segment,
): Int16Array | Uint16Array | Int32Array {
  const { buffer } = part.slice(offset, offset + width * count);
  if (width === 4) return new Int32Array(buffer);
  return ranges.some(([, high]) => high > 32767) ? new Uint16Array(buffer) : new Int16Array(buffer);
}

/** Whether every number of a part is in the range of its segment. */
export function isInRange(part: Uint8Array, segments: readonly Segment[]): boolean {
  let offset = 0;
  return segments.every((segment) => {
    const start = offset;
    offset += segment.width * segment.count;
    return hasAllNumbers(segment) || numbersInRange(readSegment(part, start, segment), segment);
  });
}

/** Whether no number of the width is out of range, as with most of a network. */
function hasAllNumbers({ width, ranges }: Segment): boolean {
  return ranges.every(([low, high]) => high - low === 2 ** (8 * width) - 1);
}

function numbersInRange(numbers: ArrayLike<number>, { ranges }: Segment): boolean {
  return ranges.every(([low, high], first) => {
    for (let i = first; i < numbers.length; i += ranges.length) {
      if (numbers[i]! < low || numbers[i]! > high) return false;
    }
    return true;
  });
}
