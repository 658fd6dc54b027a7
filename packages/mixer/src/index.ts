export type { WeightFamily } from './gated-mixer.ts';
export { GatedMixer } from './gated-mixer.ts';
export { Sse } from './secondary-estimation.ts';
export { softmax } from './softmax.ts';
export { SoftWeighting } from './soft-weighting.ts';
