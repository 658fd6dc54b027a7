/** Numbers that a model has learned, as snapshots list them: docs/format/model.md, "Snapshots". */
import { must } from '../container/cursor.mjs';

/**
 * Numbers of one part, or of one kind in it, which are all kept with so many bits. Their ranges come from
 * docs/format/knowledge.md, "States"; of several, they take turns.
 */
export function learned(numbers, bits, ...ranges) {
  return { numbers, bits, ranges };
}

/** A copy of the numbers of a part. */
export function copyNumbers(part) {
  return part.map(({ numbers }) => numbers.slice());
}

/** Puts the numbers of another model's part in the place of those of this one. */
export function setNumbers(part, others) {
  must(others.length === part.length, 'a snapshot fits its model');
  part.forEach(({ numbers }, i) => {
    must(others[i].length === numbers.length, 'a snapshot fits its model');
    numbers.set(others[i]);
  });
}
