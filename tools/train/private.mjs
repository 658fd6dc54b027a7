/**
 * Whether a private network (SPrM) earns what it costs: payloads of the default level with a network that was
 * trained on the file itself as one more expert, its compressed weights counted, and without.
 *
 *   node tools/train/private.mjs [--seconds 60] [--limit N] FILES
 *
 * Run `npm run build` first.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { configForLevel } from '@pmklc/models';
import { createEngine, engine } from '@pmklc/engine';
import { loadTensorFlow, trainPrivateNetwork } from '@pmklc/training';
import { basesOf } from './corpus.mjs';
import { ExpertPredictor } from './expert-predictor.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    limit: { type: 'string', default: 'Infinity' },
    backend: { type: 'string', default: 'auto' },
  },
});
const { tf } = await loadTensorFlow({ backend: values.backend });
for (const path of positionals) {
  const bases = basesOf(path, Number(values.limit));
  const config = configForLevel(6, bases.length);
  const { weights, bytes, bitsPerBase } = await trainPrivateNetwork(tf, bases, {
    budgetSeconds: Number(values.seconds),
  });
  const cost = brotliCompressSync(bytes).length;
  const without = engine.encode(config, bases).length;
  const beside = createEngine(() => new ExpertPredictor(weights)).encode(config, bases).length;
  const total = (100 * (beside + cost - without)) / without;
  console.log(
    `${basename(path)}: alone ${bitsPerBase.toFixed(4)} bits a base; payload ${without}, with it ${beside} + ${cost} ` +
      `of weights: ${total.toFixed(2)} %`,
  );
}
process.exit(0); // backends keep workers
