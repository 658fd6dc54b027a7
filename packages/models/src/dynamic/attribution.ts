/**
 * Attribution: which kind of model spoke for a base that was decoded, for people who want to see what was foreseen.
 */
import { EXPERT_KINDS, EXPERTS } from '../experts.ts';

/** A kind of models that can carry bases. */
export interface Carrier {
  readonly name: string;
  /** The name that people who did not write it are shown, and what it knows, in a few words. */
  readonly label: string;
  readonly description: string;
}

/**
 * All carriers, by number: none, those of the registry in its order, then those that the mixer does not weigh. The one that
 * *carries* a base is the one whose weighted votes for it add up to most.
 */
export const CARRIERS: readonly Carrier[] = [
  {
    name: 'unforeseen',
    label: 'unforeseen',
    description: 'no model spoke for the base that came',
  },
  ...EXPERT_KINDS.map(({ name, label, description }) => ({ name, label, description })),
  {
    name: 'joint',
    label: 'joint network',
    description: 'a network that corrects the others',
  },
  {
    name: 'predictor',
    label: 'one more expert',
    description: "a network of the file's own, or from --predictor",
  },
  {
    name: 'shortcut',
    label: 'sure repeats',
    description: 'copies that were right for so long that nothing else is asked',
  },
];

/** Numbers in `CARRIERS`. The first of the registry has 1. */
export const CARRIER = {
  unforeseen: 0,
  firstExpert: 1,
  copies: EXPERT_KINDS.indexOf(EXPERTS.repeats) + 1,
  joint: EXPERT_KINDS.length + 1,
  predictor: EXPERT_KINDS.length + 2,
  shortcut: EXPERT_KINDS.length + 3,
} as const;

/**
 * Hears of all bases, some at a time; of each lane's in order.
 * @param notes valid during the call only; a number for each base: the frequency that the base had,
 *   1..65533 of 65536, plus 65536 times its carrier
 * @param first number of the first of them in the partition
 */
export type Report = (notes: Uint32Array, first: number) => void;
