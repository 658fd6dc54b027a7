/**
 * The dynamic model of PMKLC: one state, and lanes that learn together. What it computes is what an archive means; the engine
 * computes the same. Normative: docs/format/model.md.
 */
import {
  LaneLayout,
  type Base,
  type Frequencies,
  type LanePredictor,
  type Predictor,
} from '@pmklc/core';
import type { SecondaryCells, GatedMixer } from '@pmklc/mixer';
import { SCHEDULE_PERIOD } from '../configuration/model-config.ts';
import type { ModelConfig } from '../experts.ts';
import { BaseHistory } from '../history/base-history.ts';
import { KnownBases } from '../history/known-bases.ts';
import { ReadPlace } from '../history/read-place.ts';
import type { Beginning, Snapshot } from '../snapshot/snapshot.ts';
import { takesLanes } from '../configuration/lanes.ts';
import { CARRIER } from './attribution.ts';
import { ModelLane, type ModelExperts } from './model-lane.ts';
import { ModelState } from './model-state.ts';

/** A frequency above this, a fourth, says that the shortcut foresaw the base. */
const FORESEEN = 16384;

/** The whole model of a configuration: a predictor of lanes, and of one sequence where there is one lane. */
export class DynamicModel implements Predictor, LanePredictor {
  readonly state: ModelState;
  readonly lanes: readonly ModelLane[];
  readonly #layout: LaneLayout;
  /** Steps between two settings of the learning rates. */
  readonly #period: number;
  #steps = 0;
  /** The base of a step of one lane. */
  readonly #newest = new Uint8Array(1);

  /**
   * @param bases to make room for, besides the prefix: of one lane more are possible, of several as many come
   * @param external one more expert of the one lane; is asked and told about every base
   * @param beginning what it knows before the first base
   * @throws RangeError when the configuration, a base of the prefix, a residue, a read's length or the number of lanes is out of
   *   range, or an external expert is to serve several lanes
   * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
   */
  constructor(config: ModelConfig, bases = 0, external?: Predictor, beginning: Beginning = {}) {
    const { prefix = new Uint8Array(0), lanes = 1, readLengths } = beginning;
    if (lanes !== 1) checkLanes(config, external);
    const layout = lanes === 1 ? new LaneLayout() : new LaneLayout(bases, lanes);
    this.#layout = layout;
    this.#period = Math.max(1, Math.floor(SCHEDULE_PERIOD / lanes));
    this.state = new ModelState(config, external !== undefined, beginning);
    const known = new KnownBases(prefix.length + bases, prefix.length, layout);
    this.lanes = Array.from({ length: lanes }, (_, lane) => {
      const read = readLengths && new ReadPlace(readLengths, layout.start(lane));
      return new ModelLane(this.state, { history: new BaseHistory(known, lane), read }, external);
    });
    this.#prime(prefix);
  }

  /** History, experts, mixer and cells of the first lane, which is all there is of one. */
  get history(): BaseHistory {
    return this.lanes[0].history;
  }

  get experts(): ModelExperts {
    return this.lanes[0].experts;
  }

  get mixer(): GatedMixer {
    return this.lanes[0].mixer;
  }

  get secondaryCells(): SecondaryCells | undefined {
    return this.state.secondaryCells;
  }

  /** Snapshot of what the model has learned so far. Take it before a step. */
  snapshot(): Snapshot {
    return this.state.snapshot(this.#learned);
  }

  predict(out: Frequencies): void {
    this.predictLane(0, out);
  }

  update(base: Base): void {
    this.#newest[0] = base;
    this.learnStep(this.#newest);
  }

  predictLane(lane: number, out: Frequencies): void {
    if (lane === 0 && this.#steps % this.#period === 0) this.state.setRates(this.#learned);
    this.lanes[lane].predict(out);
  }

  learnStep(bases: Uint8Array): void {
    const { lanes } = this;
    for (let i = 0; i < bases.length; i++) lanes[i].append(bases[i] as Base);
    for (let i = 0; i < bases.length; i++) lanes[i].measure(bases[i] as Base);
    for (let i = 0; i < bases.length; i++) lanes[i].learn(bases[i] as Base);
    this.#steps++;
  }

  /**
   * The number in `CARRIERS` of what carries `base` in a lane. Call it between prediction and learning.
   * @param frequencies as predicted
   */
  carrier(base: Base, frequencies: Frequencies, lane = 0): number {
    const { isShortcut } = this.lanes[lane];
    if (!isShortcut) return this.lanes[lane].carrier(base);
    return frequencies[base] > FORESEEN ? CARRIER.shortcut : CARRIER.unforeseen;
  }

  /** Makes bases known to the first lane, to copy from. */
  #prime(prefix: Uint8Array): void {
    if (prefix.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
    for (let i = 0; i < prefix.length; i++) this.lanes[0].prime(prefix[i] as Base);
  }

  get #learned(): number {
    return Math.min(this.#steps * this.lanes.length, this.#layout.bases);
  }
}

/** Several lanes are not for experts that must learn a base before the next one is forecast. */
function checkLanes(config: ModelConfig, external: Predictor | undefined): void {
  if (external) throw new RangeError('a predictor of the caller has one lane');
  if (!takesLanes(config)) {
    throw new RangeError('a network that learns from the opposite strand has one lane');
  }
}
