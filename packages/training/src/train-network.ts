/**
 * Trains a token network on a sequence, in floating point, with Adam on random batches of both strands.
 *
 * Batches depend on seed and step alone, so a run that was resumed goes on as if it had not stopped.
 */
import { checkBytes } from '@pmklc/core';
import type { NetworkShape } from '@pmklc/models';
import { Adam, disposeAll } from './adam.ts';
import type { Checkpoint, CurvePoint } from './checkpoint.ts';
import { Examples, type Batch } from './examples.ts';
import { cost, descend } from './float-network.ts';
import { firstWeights, toFloatWeights, toParameters, type FloatWeights } from './float-weights.ts';
import type { TensorFlow } from './tensor-flow.ts';

/** Progress of a run, at every evaluation. */
export interface TrainingProgress extends CurvePoint {
  /** Steps that the run will take, unless something stops it. */
  readonly steps: number;
  /** The best validation so far, in bits a base. */
  readonly best: number;
  readonly seconds: number;
}

/** Options of training a network. */
export interface TrainingOptions {
  readonly shape: NetworkShape;
  /** Batches to learn from. Default 2,000. */
  readonly steps?: number;
  /** Examples in a batch. Default 2,048. */
  readonly batch?: number;
  /** Learning rate of Adam, at the start; it falls to 0 in a straight line. Default 0.004. */
  readonly learningRate?: number;
  /** Seed of the first weights and of all batches, an integer >= 0. Default 1. */
  readonly seed?: number;
  /** Stops after so many seconds; the learning rate falls accordingly. Default: no limit. */
  readonly budgetSeconds?: number;
  /** Steps from one evaluation to the next. Default 100. */
  readonly evaluateEvery?: number;
  /** Stops the run, whose result is then what validated best so far. */
  readonly signal?: AbortSignal;
  /** Hears of every evaluation. */
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Called at every evaluation; awaited. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Goes on from there; of a run of the same shape, bases, batch and seed. */
  readonly resume?: Checkpoint;
  /** Weights to start from, instead of random ones. */
  readonly start?: FloatWeights;
}

/** Result of a run. */
export interface TrainingResult {
  /** Weights that validated best. */
  readonly weights: FloatWeights;
  /** Cost of the weights on the bases that were held back. */
  readonly bitsPerBase: number;
  readonly curve: readonly CurvePoint[];
  readonly stopped: 'done' | 'budget' | 'aborted';
}

const VALIDATION_EXAMPLES = 16_384;

/**
 * Trains a network of the given shape on bases 0..3.
 *
 * @param tf its backend set, as by `loadTensorFlow`
 * @throws RangeError for fewer than `MIN_TRAINING_BASES` bases, or others, or a `resume` of another seed
 */
export async function trainNetwork(
  tf: TensorFlow,
  bases: Uint8Array,
  options: TrainingOptions,
): Promise<TrainingResult> {
  const run = new TrainingRun(tf, bases, options);
  try {
    return await run.finish();
  } finally {
    run.dispose();
  }
}

class TrainingRun {
  readonly #tf: TensorFlow;
  readonly #options: TrainingOptions;
  readonly #steps: number;
  readonly #seed: number;
  readonly #examples: Examples;
  readonly #held: Batch;
  readonly #adam: Adam;
  readonly #curve: CurvePoint[];
  readonly #startMs = performance.now();
  #step: number;
  #best: FloatWeights;
  #bestCost: number;
  /** Costs of the batches since the last evaluation. */
  #costs: number[] = [];

  constructor(tf: TensorFlow, bases: Uint8Array, options: TrainingOptions) {
    checkBytes('bases', bases);
    const { shape, resume, seed = 1, steps = 2000 } = options;
    if (resume && resume.seed !== seed) {
      throw new RangeError(`the checkpoint has the seed ${resume.seed}, not ${seed}`);
    }
    this.#tf = tf;
    this.#options = options;
    this.#steps = steps;
    this.#seed = seed;
    this.#examples = new Examples(bases, shape);
    this.#held = this.#examples.validation(VALIDATION_EXAMPLES, seed);
    const weights = resume?.weights ?? options.start ?? firstWeights(shape, seed);
    const tensors = (set: FloatWeights | undefined) => set && toParameters(tf, shape, set);
    this.#adam = new Adam(
      tf,
      toParameters(tf, shape, weights),
      tensors(resume?.first),
      tensors(resume?.second),
    );
    this.#step = resume?.step ?? 0;
    this.#best = resume?.best ?? weights;
    this.#curve = [...(resume?.curve ?? [])];
    this.#bestCost = Math.min(...this.#curve.map((point) => point.validation));
  }

  dispose(): void {
    this.#adam.dispose();
  }

  async finish(): Promise<TrainingResult> {
    const { evaluateEvery = 100 } = this.#options;
    if (this.#curve.length === 0) await this.#evaluate();
    let stopped: TrainingResult['stopped'] | undefined;
    while (!(stopped = this.#whyStop())) {
      await this.#learn();
      if (this.#step % evaluateEvery === 0) await this.#evaluate();
    }
    if (this.#step !== this.#curve.at(-1)!.step) await this.#evaluate();
    const { weights, bitsPerBase } = { weights: this.#best, bitsPerBase: this.#bestCost };
    return { weights, bitsPerBase, curve: this.#curve, stopped };
  }

  #whyStop(): TrainingResult['stopped'] | undefined {
    if (this.#options.signal?.aborted) return 'aborted';
    if (this.#step >= this.#steps) return 'done';
    return this.#fraction() >= 1 ? 'budget' : undefined;
  }

  /** Fraction of the steps, or of the time, that is used up. */
  #fraction(): number {
    const { budgetSeconds = Infinity } = this.#options;
    return Math.max(this.#step / this.#steps, this.#seconds() / budgetSeconds);
  }

  #seconds(): number {
    return (performance.now() - this.#startMs) / 1000;
  }

  async #learn(): Promise<void> {
    const { batch = 2048, learningRate = 0.004 } = this.#options;
    const rate = learningRate * (1 - this.#fraction());
    const examples = this.#examples.training(batch, this.#seed, this.#step);
    const { bitsPerBase, gradients } = descend(this.#tf, this.#adam.parameters, examples);
    this.#adam.apply(gradients, rate, ++this.#step);
    disposeAll(gradients);
    // Waiting for the number also lets others run, such as who aborts.
    this.#costs.push((await bitsPerBase.data())[0]);
    bitsPerBase.dispose();
    await new Promise((resolve) => setTimeout(resolve));
  }

  async #evaluate(): Promise<void> {
    const value = cost(this.#tf, this.#adam.parameters, this.#held);
    const [validation] = await value.data();
    value.dispose();
    if (validation < this.#bestCost) {
      this.#bestCost = validation;
      this.#best = await toFloatWeights(this.#adam.parameters);
    }
    const training = this.#costs.reduce((sum, x) => sum + x, 0) / this.#costs.length;
    const point = { step: this.#step, training: training || validation, validation };
    this.#costs = [];
    this.#curve.push(point);
    const seconds = this.#seconds();
    this.#options.onProgress?.({ ...point, steps: this.#steps, best: this.#bestCost, seconds });
    await this.#options.onCheckpoint?.(await this.#checkpoint());
  }

  async #checkpoint(): Promise<Checkpoint> {
    const { parameters, first, second } = this.#adam;
    return {
      step: this.#step,
      seed: this.#seed,
      weights: await toFloatWeights(parameters),
      first: await toFloatWeights(first),
      second: await toFloatWeights(second),
      best: this.#best,
      curve: [...this.#curve],
    };
  }
}
