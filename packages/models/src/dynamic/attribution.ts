/**
 * What a model thought of the bases that it decoded, for people who want to see what was foreseen.
 */

/**
 * Kinds of models, by number. The one that *carries* a base is the one whose weighted votes for it add
 * up to most. `unforeseen`: no kind voted for it; `predictor`: one of the caller's.
 */
export const CARRIERS = [
  'unforeseen',
  'contexts',
  'copies',
  'networks',
  'joint',
  'predictor',
  'shortcut',
  'frames',
] as const;
/** One of them. */
export type Carrier = (typeof CARRIERS)[number];

/**
 * Hears of all bases, in order, some at a time.
 * @param notes valid during the call only; a number for each base: the frequency that the base had,
 *   1..65533 of 65536, plus 65536 times its carrier
 */
export type Report = (notes: Uint32Array) => void;
