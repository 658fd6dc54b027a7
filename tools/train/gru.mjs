/**
 * A candidate that was measured and not taken (docs/adr/0004-static-networks.md): a gated recurrent
 * network over (3,3)-mer tokens that carries its state. Trained by truncated backpropagation, in floats.
 */
import { SeededRandom } from './random.mjs';

const TOKENS = 64;
/** Tokens through which errors are propagated back. */
const LENGTH = 32;
const PARAMETERS = ['input', 'state', 'output', 'bias'];
const DECAYS = [0.9, 0.999];

/** Trains for `seconds`; gives the weights as plain arrays. */
export async function trainGru(
  tf,
  bases,
  { hidden, seconds, streams = 256, rate = 0.004, report },
) {
  const random = new SeededRandom(1);
  const normal = (shape, size) => {
    const count = shape.reduce((a, b) => a * b);
    return tf.tensor(
      Float32Array.from({ length: count }, () => size * random.normal()),
      shape,
    );
  };
  const weights = {
    input: normal([TOKENS, 3 * hidden], 0.3),
    state: normal([hidden, 3 * hidden], 1 / Math.sqrt(hidden)),
    output: normal([hidden, TOKENS], 0.1),
    bias: tf.zeros([TOKENS]),
  };
  const adam = new Adam(tf, weights);
  const text = new Streams(bases, streams);
  let state = tf.zeros([streams, hidden]);
  const start = performance.now();
  for (let step = 1, recent = []; ; step++) {
    const done = (performance.now() - start) / 1000 / seconds;
    if (done >= 1) break;
    const tokens = text.next(LENGTH + 1);
    const { cost, last, gradients } = descend(tf, weights, state, tokens, streams);
    adam.apply(gradients, rate * Math.min(1, 1.2 * (1 - done)), step);
    state.dispose();
    state = last;
    recent.push((await cost.data())[0] / 3 / Math.LN2);
    cost.dispose();
    if (step % 100 === 0) {
      report?.({ step, bitsPerBase: recent.reduce((a, b) => a + b) / recent.length, done });
      recent = [];
    }
  }
  const plain = { hidden };
  for (const name of PARAMETERS) plain[name] = Float32Array.from(await weights[name].data());
  return plain;
}

/** Many places of the sequence at once, each read on and on: [time][stream] tokens. */
class Streams {
  constructor(bases, count) {
    this.bases = bases;
    this.at = Array.from({ length: count }, (_, i) => Math.floor((i * bases.length) / count));
  }

  /** The last token of a call is the first of the next one. */
  next(length) {
    return Array.from({ length }, (_, t) =>
      Int32Array.from(this.at, (from, i) => {
        const token = tokenAt(this.bases, (from + 3 * t) % (this.bases.length - 3));
        if (t === length - 1) this.at[i] = from + 3 * t;
        return token;
      }),
    );
  }
}

const tokenAt = (bases, i) => 16 * bases[i] + 4 * bases[i + 1] + bases[i + 2];

function descend(tf, { input, state: U, output, bias }, first, tokens, streams) {
  return tf.tidy(() => {
    const hidden = U.shape[0];
    const hot = (list) =>
      tf.cast(
        tf.oneHot(tf.tensor1d(Int32Array.from(list.flatMap((t) => [...t])), 'int32'), TOKENS),
        'float32',
      );
    const seen = hot(tokens.slice(0, -1));
    const targets = hot(tokens.slice(1));
    const fromInput = tf.split(tf.matMul(seen, input), LENGTH);
    const steps = [];
    let h = first;
    for (const x of fromInput) {
      const [xz, xr, xc] = tf.split(x, 3, 1);
      const [hz, hr, hc] = tf.split(tf.matMul(h, U), 3, 1);
      const z = tf.sigmoid(tf.add(xz, hz));
      const r = tf.sigmoid(tf.add(xr, hr));
      const c = tf.tanh(tf.add(xc, tf.mul(r, hc)));
      steps.push({ h, z, r, c, hc });
      h = tf.add(h, tf.mul(z, tf.sub(c, h)));
    }
    const states = tf.concat([...steps.slice(1).map((s) => s.h), h]);
    const logits = tf.add(tf.matMul(states, output), bias);
    const errors = tf.div(tf.sub(tf.softmax(logits), targets), LENGTH * streams);
    const cost = tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1)));
    const perStep = tf.split(tf.matMul(errors, output, false, true), LENGTH);
    const dInput = [];
    const dState = [];
    let dh = tf.zeros([streams, hidden]);
    for (let t = LENGTH - 1; t >= 0; t--) {
      const { h: before, z, r, c, hc } = steps[t];
      dh = tf.add(dh, perStep[t]);
      const dz = tf.mul(tf.mul(tf.sub(c, before), dh), tf.mul(z, tf.sub(1, z)));
      const dc = tf.mul(tf.mul(z, dh), tf.sub(1, tf.square(c)));
      const dr = tf.mul(tf.mul(dc, hc), tf.mul(r, tf.sub(1, r)));
      dInput.unshift(tf.concat([dz, dr, dc], 1));
      dState.unshift(tf.concat([dz, dr, tf.mul(dc, r)], 1));
      dh = tf.add(tf.mul(dh, tf.sub(1, z)), tf.matMul(dState[0], U, false, true));
    }
    const gradients = {
      input: tf.matMul(seen, tf.concat(dInput), true),
      state: tf.matMul(tf.concat(steps.map((s) => s.h)), tf.concat(dState), true),
      output: tf.matMul(states, errors, true),
      bias: tf.sum(errors, 0),
    };
    return { cost, last: h, gradients };
  });
}

class Adam {
  constructor(tf, weights) {
    const zeros = () =>
      Object.fromEntries(PARAMETERS.map((name) => [name, tf.zerosLike(weights[name])]));
    Object.assign(this, { tf, weights, first: zeros(), second: zeros() });
  }

  apply(gradients, rate, step) {
    const { tf, weights, first, second } = this;
    const [a, b] = DECAYS;
    const scaled = (rate * Math.sqrt(1 - b ** step)) / (1 - a ** step);
    for (const name of PARAMETERS) {
      const g = gradients[name];
      const [m, v, w] = tf.tidy(() => {
        const m = tf.add(tf.mul(first[name], a), tf.mul(g, 1 - a));
        const v = tf.add(tf.mul(second[name], b), tf.mul(tf.square(g), 1 - b));
        const w = tf.sub(weights[name], tf.mul(tf.div(m, tf.add(tf.sqrt(v), 1e-8)), scaled));
        return [m, v, w];
      });
      for (const old of [first[name], second[name], weights[name], g]) old.dispose();
      [first[name], second[name], weights[name]] = [m, v, w];
    }
  }
}

/** Predicts base after base: the probabilities of the tokens that begin with what is known of one. */
export class GruPredictor {
  constructor(weights) {
    this.weights = weights;
    this.state = new Float64Array(weights.hidden);
    this.gates = new Float64Array(3 * weights.hidden);
    this.likely = new Float64Array(TOKENS).fill(1 / TOKENS);
    /** Tokens still possible: [from, from + width). */
    this.from = 0;
    this.width = TOKENS;
  }

  predict(out) {
    const quarter = this.width / 4;
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < this.width; i++)
      sums[Math.floor(i / quarter)] += this.likely[this.from + i];
    const total = sums[0] + sums[1] + sums[2] + sums[3];
    let left = 65536;
    let best = 0;
    for (let b = 0; b < 4; b++) {
      out[b] = 1 + Math.floor((sums[b] / total) * 65532);
      left -= out[b];
      if (sums[b] > sums[best]) best = b;
    }
    out[best] += left;
  }

  update(base) {
    this.width /= 4;
    this.from += base * this.width;
    if (this.width > 1) return;
    this.#step(this.from);
    this.from = 0;
    this.width = TOKENS;
  }

  #step(token) {
    const { hidden, input, state: U, output, bias } = this.weights;
    const { state, gates, likely } = this;
    gates.fill(0);
    for (let i = 0; i < hidden; i++) {
      const h = state[i];
      for (let j = 0; j < 3 * hidden; j++) gates[j] += h * U[i * 3 * hidden + j];
    }
    const x = token * 3 * hidden;
    for (let i = 0; i < hidden; i++) {
      const z = sigmoid(input[x + i] + gates[i]);
      const r = sigmoid(input[x + hidden + i] + gates[hidden + i]);
      const c = Math.tanh(input[x + 2 * hidden + i] + r * gates[2 * hidden + i]);
      state[i] += z * (c - state[i]);
    }
    likely.set(bias);
    for (let i = 0; i < hidden; i++) {
      for (let t = 0; t < TOKENS; t++) likely[t] += state[i] * output[i * TOKENS + t];
    }
    for (let t = 0; t < TOKENS; t++) likely[t] = Math.exp(likely[t]);
  }
}

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
