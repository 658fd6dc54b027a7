/**
 * Trains a static token network on FASTA files with TensorFlow.js, in the way of any long computation: progress,
 * a checkpoint after each evaluation, Ctrl-C ends it with the best weights written.
 *
 *   node tools/train/network.mjs --out net.weights [--resume net.checkpoint] [OPTIONS] FILES
 *
 * Run `npm run build` first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { configForLevel, encodeWeights } from '@pmklc/models';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  loadTensorFlow,
  quantise,
  trainNetwork,
} from '@pmklc/training';
import { mixedBases } from './corpus.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'network.weights' },
    checkpoint: { type: 'string', default: 'network.checkpoint' },
    backend: { type: 'string', default: 'auto' },
    seconds: { type: 'string', default: '600' },
    steps: { type: 'string', default: '20000' },
    batch: { type: 'string', default: '2048' },
    rate: { type: 'string', default: '0.004' },
    seed: { type: 'string', default: '1' },
  },
});

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const { tf, description } = await loadTensorFlow({ backend: values.backend });
console.log(description);
const shape = configForLevel(6, 2 ** 24).networks[0];
const { checkpoint } = values;
const { weights, bitsPerBase, stopped } = await trainNetwork(tf, mixedBases(positionals), {
  shape,
  steps: Number(values.steps),
  batch: Number(values.batch),
  learningRate: Number(values.rate),
  seed: Number(values.seed),
  budgetSeconds: Number(values.seconds),
  signal: stop.signal,
  resume: existsSync(checkpoint) ? decodeCheckpoint(readFileSync(checkpoint)) : undefined,
  onCheckpoint: (state) => writeFileSync(checkpoint, encodeCheckpoint(state)),
  onProgress: ({ step, steps, training, validation, seconds }) =>
    console.log(
      `${step}/${steps} ${seconds.toFixed(0)} s: ${training.toFixed(4)} bits a base, held back ${validation.toFixed(4)}`,
    ),
});
writeFileSync(values.out, encodeWeights(quantise(shape, weights)));
console.log(
  `${stopped}: ${bitsPerBase.toFixed(4)} bits a base on what was held back; ${values.out}`,
);
