/**
 * The registry: every kind of expert that a model can have. A new kind is a folder, and a line in each list here.
 *
 * Configuration, snapshots, levels, the engine, attribution, `--model` and static knowledge go through these lists.
 */
import type { ContextConfig } from './contexts/context-config.ts';
import { contexts } from './contexts/context-kind.ts';
import { mixing, type MixingConfig } from './dynamic/mixing-config.ts';
import type { FramesField } from './frames/frame-config.ts';
import { frames } from './frames/frame-kind.ts';
import type { NetworksField } from './networks/network-config.ts';
import { networks } from './networks/network-kind.ts';
import type { RepeatConfig } from './repeats/repeat-config.ts';
import { repeats } from './repeats/repeat-kind.ts';

/** The whole dynamic model: the fields of every kind, and of mixing. */
export interface ModelConfig
  extends ContextConfig, FramesField, RepeatConfig, NetworksField, MixingConfig {}

/**
 * Registry of the kinds of experts, by name, in the order in which first weights are drawn, experts forecast and
 * the mixer has their opinions.
 */
export const EXPERTS = { contexts, frames, repeats, networks } as const;

/** The kinds in that order. */
export const EXPERT_KINDS = Object.values(EXPERTS);

/** The order in which a configuration's bytes have the fields. */
export const IN_CONFIGURATION = [contexts, mixing, repeats, frames, networks] as const;

/** The order in which a snapshot has the parts of the kinds, and those of mixing. */
export const IN_SNAPSHOT = [
  'contexts',
  'networks',
  'repeats',
  'secondaryEstimation',
  'frames',
  'mixer',
] as const;
