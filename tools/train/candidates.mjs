/**
 * What a static model gains after mixing: payloads of the default level with it as one more expert, and without.
 * Results: docs/adr/0004-static-networks.md.
 *
 *   node tools/train/candidates.mjs --candidate gru64|sketch12|net.weights --train FILES --dev FILES
 *
 * Run `npm run build` first.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { configForLevel, decodeWeights } from '@pmklc/models';
import { createEngine, engine } from '@pmklc/engine';
import { loadTensorFlow } from '@pmklc/training';
import { basesOf, mixedBases } from './corpus.mjs';
import { ExpertPredictor } from './expert-predictor.mjs';
import { GruPredictor, trainGru } from './gru.mjs';
import { Sketch, SketchPredictor } from './sketch.mjs';

const { values } = parseArgs({
  options: {
    candidate: { type: 'string' },
    train: { type: 'string', multiple: true, default: [] },
    dev: { type: 'string', multiple: true, default: [] },
    limit: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '600' },
    backend: { type: 'string', default: 'auto' },
  },
});

/** Pseudocounts by order: the longer the context, the more its counts say. */
const PRIORS = { 10: 4, 11: 1, 12: 0.5, 16: 0.1 };

/** @returns what makes a predictor in its initial state */
async function prepare(name) {
  const [, kind, number] = /^(gru|sketch)(\d+)$/.exec(name) ?? [];
  if (kind === 'sketch') {
    const sketch = new Sketch(Number(number));
    sketch.learn(mixedBases(values.train));
    return () => new SketchPredictor(sketch, PRIORS[number]);
  }
  if (kind === 'gru') {
    const { tf } = await loadTensorFlow({ backend: values.backend });
    const settings = {
      hidden: Number(number),
      seconds: Number(values.seconds),
      report: console.log,
    };
    const weights = await trainGru(tf, mixedBases(values.train), settings);
    return () => new GruPredictor(weights);
  }
  const weights = decodeWeights(readFileSync(name));
  return () => new ExpertPredictor(weights);
}

const create = await prepare(values.candidate);
for (const path of values.dev) {
  const bases = basesOf(path, Number(values.limit));
  const config = configForLevel(6, bases.length);
  const without = engine.encode(config, bases).length;
  const beside = createEngine(create).encode(config, bases).length;
  const gain = (100 * (without - beside)) / without;
  console.log(
    `${basename(path)}: ${without} bytes, ${beside} with it: ${gain.toFixed(2)} % smaller`,
  );
}
process.exit(0); // backends keep workers
