/**
 * Adam (Kingma and Ba 2015) over the parameters of a network.
 */
import { PARAMETERS, type Parameters } from './float-network.ts';
import { tidied, type Tensor, type TensorFlow } from './tensor-flow.ts';

const DECAY_1 = 0.9;
const DECAY_2 = 0.999;
const EPSILON = 1e-8;

/** Parameters with the running averages of their gradients and of the squares of these. */
export class Adam {
  readonly parameters: Parameters;
  readonly first: Parameters;
  readonly second: Parameters;
  readonly #tf: TensorFlow;

  /** Takes the tensors over: `dispose` frees them. Averages default to 0. */
  constructor(
    tf: TensorFlow,
    parameters: Parameters,
    first = zerosLike(tf, parameters),
    second = zerosLike(tf, parameters),
  ) {
    this.#tf = tf;
    this.parameters = parameters;
    this.first = first;
    this.second = second;
  }

  /** One step against the gradients. `step` counts from 1. */
  apply(gradients: Parameters, rate: number, step: number): void {
    const tf = this.#tf;
    const scaled = (rate * Math.sqrt(1 - DECAY_2 ** step)) / (1 - DECAY_1 ** step);
    for (const name of PARAMETERS) {
      const gradient = gradients[name];
      this.#replace(this.first, name, (m) => mixed(tf, m, gradient, DECAY_1));
      this.#replace(this.second, name, (v) => mixed(tf, v, tf.square(gradient), DECAY_2));
      this.#replace(this.parameters, name, (w) => {
        const size = tf.add(tf.sqrt(this.second[name]), EPSILON);
        return tf.sub(w, tf.mul(tf.div(this.first[name], size), scaled));
      });
    }
  }

  dispose(): void {
    for (const set of [this.parameters, this.first, this.second]) disposeAll(set);
  }

  #replace(set: Parameters, name: keyof Parameters, change: (old: Tensor) => Tensor): void {
    const old = set[name];
    set[name] = this.#tf.keep(tidied(this.#tf, () => change(old)));
    old.dispose();
  }
}

/** Frees the tensors. */
export function disposeAll(set: Parameters): void {
  for (const name of PARAMETERS) set[name].dispose();
}

function mixed(tf: TensorFlow, old: Tensor, now: Tensor, decay: number): Tensor {
  return tf.add(tf.mul(old, decay), tf.mul(now, 1 - decay));
}

function zerosLike(tf: TensorFlow, { rows, bias, outputs, outputBiases }: Parameters): Parameters {
  return {
    rows: tf.zerosLike(rows),
    bias: tf.zerosLike(bias),
    outputs: tf.zerosLike(outputs),
    outputBiases: tf.zerosLike(outputBiases),
  };
}
