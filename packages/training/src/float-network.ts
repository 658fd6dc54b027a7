/**
 * A token network in floating point, as operations of TensorFlow.js: what `TokenNetwork` computes,
 * unrounded, and its gradient.
 *
 * The gradient is written out: it is short, and tfjs-core registers none. Rows are summed by
 * `sparseSegmentSum`, which gathers and adds in one go: 10 ms for 2,048 examples of 102 rows on the wasm backend
 * where `gather` takes 200.
 */
import type { Batch } from './examples.ts';
import { tidied, type Tensor, type TensorFlow } from './tensor-flow.ts';

/** The parameters, in the order in which all lists of them are. */
export const PARAMETERS = ['rows', 'bias', 'outputs', 'outputBiases'] as const;
/** rows [token, unit], bias [unit], outputs [base, unit], outputBiases [base]; logits are natural. */
export type Parameters = Record<(typeof PARAMETERS)[number], Tensor>;

/** A unit's sum beyond +-4 has the activation of +-4. */
const INPUT_LIMIT = 4;

/** The cost of a batch in bits a base, and the gradient of its natural logarithm. */
export interface Descent {
  readonly bitsPerBase: Tensor;
  readonly gradients: Parameters;
}

/** A scalar: the mean cost of the batch in bits a base. The caller disposes of it. */
export function cost(tf: TensorFlow, parameters: Parameters, batch: Batch): Tensor {
  return tidied(tf, () => costOf(tf, forward(tf, parameters, batch).logits, targetsOf(tf, batch)));
}

/** Cost and gradients of a batch. The caller disposes of them. */
export function descend(tf: TensorFlow, parameters: Parameters, batch: Batch): Descent {
  return tidied(tf, () => {
    const { size, units, logits } = forward(tf, parameters, batch);
    const targets = targetsOf(tf, batch);
    const errors = tf.div(tf.sub(tf.softmax(logits), targets), batch.size);
    // A unit is (x (2 - |x|) + 1) / 2 of x = sum / 4: its slope is (1 - |x|) / 4, and 0 at the limits.
    const slopes = tf.mul(tf.sub(1, size), 0.25);
    const sums = tf.mul(tf.matMul(errors, parameters.outputs), slopes);
    return {
      bitsPerBase: costOf(tf, logits, targets),
      gradients: {
        rows: rowGradient(tf, sums, batch, parameters.rows.shape[0]),
        bias: tf.sum(sums, 0),
        outputs: tf.matMul(errors, units, true),
        outputBiases: tf.sum(errors, 0),
      },
    };
  });
}

function forward(
  tf: TensorFlow,
  { rows, bias, outputs, outputBiases }: Parameters,
  { tokens, size: examples }: Batch,
): { size: Tensor; units: Tensor; logits: Tensor } {
  const rowCount = tokens.length / examples;
  const segments = Int32Array.from(tokens, (_, i) => Math.floor(i / rowCount));
  const sums = tf.sparse.sparseSegmentSum(
    rows,
    tf.tensor1d(tokens, 'int32'),
    tf.tensor1d(segments, 'int32'),
  );
  const x = tf.clipByValue(tf.div(tf.add(sums, bias), INPUT_LIMIT), -1, 1);
  const size = tf.abs(x);
  const units = tf.mul(tf.add(tf.mul(x, tf.sub(2, size)), 1), 0.5);
  const logits = tf.add(tf.matMul(units, outputs, false, true), outputBiases);
  return { size, units, logits };
}

function targetsOf(tf: TensorFlow, { targets }: Batch): Tensor {
  return tf.cast(tf.oneHot(tf.tensor1d(targets, 'int32'), 4), 'float32');
}

function costOf(tf: TensorFlow, logits: Tensor, targets: Tensor): Tensor {
  const nats = tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1)));
  return tf.div(nats, Math.LN2);
}

/** Adds up, for each token, the gradients of the sums that it was part of. */
function rowGradient(tf: TensorFlow, sums: Tensor, batch: Batch, tokenCount: number): Tensor {
  const { examples, tokens } = sortByToken(batch, tokenCount);
  const gradient = tf.sparse.sparseSegmentSum(
    sums,
    tf.tensor1d(examples, 'int32'),
    tf.tensor1d(tokens, 'int32'),
  );
  return tf.pad(gradient, [
    [0, tokenCount - gradient.shape[0]],
    [0, 0],
  ]);
}

/** The (token, example) pairs of a batch in order of their tokens: a counting sort. */
function sortByToken(
  { tokens, size }: Batch,
  tokenCount: number,
): { examples: Int32Array; tokens: Int32Array } {
  const rowCount = tokens.length / size;
  const next = new Int32Array(tokenCount + 1);
  for (const token of tokens) next[token + 1]++;
  for (let token = 0; token < tokenCount; token++) next[token + 1] += next[token];
  const sorted = { examples: new Int32Array(tokens.length), tokens: new Int32Array(tokens.length) };
  tokens.forEach((token, i) => {
    const at = next[token]++;
    sorted.tokens[at] = token;
    sorted.examples[at] = Math.floor(i / rowCount);
  });
  return sorted;
}
