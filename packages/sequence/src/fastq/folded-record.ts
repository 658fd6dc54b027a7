/**
 * Records of FASTQ whose residues and qualities are folded into lines, as some sequencers and old tools write them.
 *
 * A folded record has lines of `fold` residues, but for a last one that may be shorter; then `+`, and qualities folded alike. All its
 * lines end alike. Where `@` and `+` begin lines of qualities, only the number of qualities tells what is what.
 */

const LF = 10;
const CR = 13;
const AT = 0x40;
const PLUS = 0x2b;

/** No record is longer: who waits for the end of one must not wait for ever. */
const MAX_RECORD_BYTES = 1 << 24;
/** Records that are looked at to find the fold. */
const MAX_TRIES = 64;

/** Parts of a record, by their bytes: `lineEnd` is that of every line. */
export interface FoldedRecord {
  readonly titleEnd: number;
  readonly residues: number;
  readonly plusStart: number;
  readonly plusEnd: number;
  readonly qualitiesStart: number;
  /** End of the last line of qualities, without its line end. */
  readonly qualitiesEnd: number;
  /** End of the record; the same where the file ends without a line end. */
  readonly end: number;
  readonly isCrLf: boolean;
}

/** The record is not all there. */
export const INCOMPLETE = 'incomplete';

/** The width at which the first record that is whole is folded; 0 where it is not, or there is none. */
export function findFold(sample: Uint8Array): number {
  let tries = 0;
  for (let p = 0; p < sample.length && tries < MAX_TRIES;) {
    const titleEnd = sample.indexOf(LF, p);
    if (titleEnd < 0) return 0;
    if (sample[p] === AT) {
      tries++;
      const lineEnd = sample.indexOf(LF, titleEnd + 1);
      const isCrLf = sample[titleEnd - 1] === CR;
      const fold = lineEnd - titleEnd - 1 - (isCrLf ? 1 : 0);
      const record = fold > 0 ? readFolded(sample, p, fold, false) : undefined;
      if (record !== undefined && record !== INCOMPLETE) return record.residues > fold ? fold : 0;
    }
    p = titleEnd + 1;
  }
  return 0;
}

/**
 * Reads the record that begins at `start`.
 * @param isFinal whether nothing follows `view`
 * @returns undefined when it is no record that is folded at `fold`
 */
export function readFolded(
  view: Uint8Array,
  start: number,
  fold: number,
  isFinal: boolean,
): FoldedRecord | typeof INCOMPLETE | undefined {
  if (view[start] !== AT) return undefined;
  const isLast = isFinal || view.length - start > MAX_RECORD_BYTES;
  const titleLf = view.indexOf(LF, start);
  if (titleLf < 0) return isLast ? undefined : INCOMPLETE;
  const isCrLf = view[titleLf - 1] === CR;
  const lineEnd = isCrLf ? 2 : 1;
  let [at, residues] = [titleLf + 1, 0];
  while (view[at] !== PLUS) {
    const lf = view.indexOf(LF, at);
    if (lf < 0) return isLast ? undefined : INCOMPLETE;
    const length = lf + 1 - lineEnd - at;
    // Lines before this one were full, and only the last may be shorter.
    if (length < 1 || length > fold || residues % fold !== 0 || !endsAt(view, lf, isCrLf))
      return undefined;
    residues += length;
    at = lf + 1;
  }
  const plusLf = view.indexOf(LF, at);
  if (plusLf < 0) return isLast ? undefined : INCOMPLETE;
  if (residues === 0 || !endsAt(view, plusLf, isCrLf)) return undefined;
  const qualitiesStart = plusLf + 1;
  const breaks = Math.ceil(residues / fold) - 1;
  const qualitiesEnd = qualitiesStart + residues + breaks * lineEnd;
  const isOpen = isFinal && qualitiesEnd === view.length;
  if (qualitiesEnd + lineEnd > view.length && !isOpen) return isLast ? undefined : INCOMPLETE;
  for (let line = 1; line <= breaks; line++) {
    const lf = qualitiesStart + line * (fold + lineEnd) - 1;
    if (!isLine(view, lf - fold - lineEnd + 1, lf, isCrLf)) return undefined;
  }
  const end = isOpen ? qualitiesEnd : qualitiesEnd + lineEnd;
  const lastStart = qualitiesStart + breaks * (fold + lineEnd);
  const isEnded = isOpen
    ? view.indexOf(LF, lastStart) < 0
    : isLine(view, lastStart, end - 1, isCrLf);
  if (!isEnded) return undefined;
  return {
    titleEnd: titleLf + 1 - lineEnd,
    residues,
    plusStart: at,
    plusEnd: plusLf + 1 - lineEnd,
    qualitiesStart,
    qualitiesEnd,
    end,
    isCrLf,
  };
}

/** Whether the line from `start` on ends with the LF at `lf`. */
function isLine(view: Uint8Array, start: number, lf: number, isCrLf: boolean): boolean {
  return view.indexOf(LF, start) === lf && endsAt(view, lf, isCrLf);
}

function endsAt(view: Uint8Array, lf: number, isCrLf: boolean): boolean {
  return (view[lf - 1] === CR) === isCrLf;
}
