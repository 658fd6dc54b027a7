export type { WeightFamily } from './gated-mixer.ts';
export { GatedMixer, MixerWeights } from './gated-mixer.ts';
export { SecondaryCells, SecondaryEstimation } from './secondary-estimation.ts';
export { softmax } from './softmax.ts';
export { SoftWeighting } from './soft-weighting.ts';
