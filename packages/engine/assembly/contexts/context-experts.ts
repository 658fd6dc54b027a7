/**
 * The context models of a model, one an order. Defined by `ContextExperts` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import * as mixer from '../mixer/gated-mixer';
import { nextSetting } from '../settings';
import {
  ContextModel,
  learnContext,
  newContextModel,
  predictContext,
  prefetchContext,
  shareContext,
  transferContext,
} from './context-model';

/** Opinions for the mixer. */
export let count: i32 = 0;

/** Addresses of the models. */
let models: usize = 0;
let inverted: bool = false;

/** Makes the models that the settings name. */
export function build(): void {
  count = nextSetting();
  inverted = nextSetting() != 0;
  models = allocate(<usize>count * 4);
  for (let i = 0; i < count; i++) {
    const order = nextSetting();
    const model = newContextModel(order, nextSetting());
    store<usize>(models + ((<usize>i) << 2), changetype<usize>(model));
  }
}

// @ts-ignore: decorator
@inline
function modelAt(i: i32): ContextModel {
  return changetype<ContextModel>(load<usize>(models + ((<usize>i) << 2)));
}

/** Writes the opinions, the first one as opinion number `first`. */
export function predict(first: i32): void {
  for (let i = 0; i < count; i++) {
    const model = modelAt(i);
    const confidence = predictContext(model, mixer.inputAt(first + i), mixer.plane);
    mixer.selectOwn(first + i, confidence);
  }
}

/** Asks for the slots that the newest base leads to. */
export function prefetchNext(): void {
  for (let i = 0; i < count; i++) prefetchContext(modelAt(i));
}

/** Learns the newest base, in the tables of all lanes: what is this thread's own of them. */
export function learn(base: u32): void {
  for (let i = 0; i < count; i++) {
    const model = modelAt(i);
    if (!model.isLocal) learnContext(model, base, inverted);
  }
}

/** Learns it in the lane's own tables. */
export function learnLocal(base: u32): void {
  for (let i = 0; i < count; i++) {
    const model = modelAt(i);
    if (model.isLocal) learnContext(model, base, inverted);
  }
}

/** Copies what the first lane has of its own to the one in use. */
export function shareFirst(): void {
  for (let i = 0; i < count; i++) shareContext(modelAt(i));
}

/** Names the regions of a part. */
export function transferPart(part: i32): void {
  transferContext(modelAt(part));
}
