/**
 * The registry: every kind of expert that a model can have. A new kind is a folder, and a line in each list here.
 *
 * Configuration, snapshots, levels, the engine, attribution, `--model` and static knowledge go through these lists.
 */
import type { ContextConfig } from './contexts/context-config.ts';
import { contexts } from './contexts/context-kind.ts';
import { mixing, type MixingConfig } from './dynamic/mixing-config.ts';
import type { FastField } from './fast/fast-config.ts';
import { fast } from './fast/fast-kind.ts';
import type { FramesField } from './frames/frame-config.ts';
import { frames } from './frames/frame-kind.ts';
import type { NetworksField } from './networks/network-config.ts';
import { networks } from './networks/network-kind.ts';
import type { RepeatConfig } from './repeats/repeat-config.ts';
import { repeats } from './repeats/repeat-kind.ts';
import type { TranslationField } from './translated/translated-config.ts';
import { translation } from './translated/translated-kind.ts';

/** The whole dynamic model: the fields of every kind, and of mixing; or the fast model alone. */
export interface ModelConfig
  extends
    ContextConfig,
    FramesField,
    RepeatConfig,
    NetworksField,
    TranslationField,
    MixingConfig,
    FastField {}

/**
 * Registry of the kinds of experts, by name, in the order in which first weights are drawn, experts forecast and
 * the mixer has their opinions.
 */
export const EXPERTS = { contexts, frames, repeats, networks, translation } as const;

/** The kinds in that order. */
export const EXPERT_KINDS = Object.values(EXPERTS);

/** The order in which a configuration's bytes have the fields; with a fast model they have its fields alone. */
export const IN_CONFIGURATION = [
  contexts,
  mixing,
  repeats,
  frames,
  networks,
  translation,
  fast,
] as const;

/** The order in which a snapshot has the parts of the kinds, and those of mixing. */
export const IN_SNAPSHOT = [
  'contexts',
  'networks',
  'repeats',
  'secondaryEstimation',
  'frames',
  'translation',
  'mixer',
] as const;
