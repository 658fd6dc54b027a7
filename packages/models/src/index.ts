export { BaseHistory } from './base-history.ts';
export { ContextModel } from './context-model.ts';
export type { Expert } from './expert.ts';
export { FrameContexts } from './frame-contexts.ts';
export { FrameModel } from './frame-model.ts';
export { FrozenNetwork } from './frozen-network.ts';
export { HiddenLayer } from './hidden-layer.ts';
export type { NetworkShape, NetworkWeights } from './network-weights.ts';
export {
  checkWeights,
  decodeWeights,
  encodeWeights,
  tokensOf,
  weightsOf,
} from './network-weights.ts';
export { OrderKPredictor } from './order-k-predictor.ts';
export { OutputLayer } from './output-layer.ts';
export { Random } from './random.ts';
export { RepeatPool } from './repeat-pool.ts';
export type { Schedule } from './schedule.ts';
export { scheduled } from './schedule.ts';
export { SureCopy } from './sure-copy.ts';
export { TokenNetwork } from './token-network.ts';
