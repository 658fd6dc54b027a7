/**
 * The model of a command line: a level, and what differs from it.
 */
import { configForLevel } from '@pmklc/models';

export const MODEL_HELP = `  --level N            the model to start from, 1..9 (default 6)
  --orders 2,6,9,11    orders of the context models; "none" for none
  --views 3,3x32+2,2x32;6,3x8   views of the token networks: stride,k x count; ";" between networks; "none"
  --hidden 32          hidden units of every network
  --row-rate N         learning rate of the token rows, / 16384
  --output-rate N      learning rate of the output layers, / 65536
  --inverted-every N   networks learn the other strand every N bases, 0 for never
  --mixer-rate N       learning rate of the mixer, / 65536
  --frames 2,2:2,4     kinds of genes, kinds of sequence between, orders of the frame model
  --pointers N         copies that the repeat pool follows, 0 for no pool
  --seeds 1101…:22     one or two seeds of the repeat pool, newest base first, with log2 of places
  --sure-run N         run of a copy that takes the shortcut, 0 for never
  --ir                 inverted repeats in contexts: they learn from both strands
  --no-ir              no inverted repeats, in contexts and networks
  --no-frames  --no-pool  --no-networks  --no-sse`;

/** Options of a model, for `util.parseArgs`. */
export const MODEL_OPTIONS = {
  level: { type: 'string', default: '6' },
  orders: { type: 'string' },
  views: { type: 'string' },
  hidden: { type: 'string' },
  'row-rate': { type: 'string' },
  'output-rate': { type: 'string' },
  'inverted-every': { type: 'string' },
  'mixer-rate': { type: 'string' },
  frames: { type: 'string' },
  pointers: { type: 'string' },
  seeds: { type: 'string' },
  'sure-run': { type: 'string' },
  ir: { type: 'boolean' },
  'no-ir': { type: 'boolean' },
  'no-frames': { type: 'boolean' },
  'no-pool': { type: 'boolean' },
  'no-networks': { type: 'boolean' },
  'no-sse': { type: 'boolean' },
};

const list = (text) => (text === 'none' ? [] : text.split(',').map(Number));

function parseViews(text) {
  return text.split('+').map((view) => {
    const match = /^(\d+),(\d+)x(\d+)$/.exec(view);
    if (!match) throw new RangeError(`a view looks like 3,3x32, got ${view}`);
    const [stride, k, count] = match.slice(1).map(Number);
    return { stride, k, count };
  });
}

function parseSeed(text) {
  const [pattern, placeBits] = text.split(':');
  return { pattern, placeBits: Number(placeBits) };
}

function networksOf(values, base) {
  if (values['no-networks'] || values.views === 'none') return [];
  const change = {};
  if (values.hidden) change.hidden = Number(values.hidden);
  if (values['row-rate']) change.rowRate = Number(values['row-rate']);
  if (values['output-rate']) change.outputRate = Number(values['output-rate']);
  if (values['inverted-every']) change.invertedEvery = Number(values['inverted-every']);
  if (values['no-ir']) change.invertedEvery = 0;
  const views = values.views?.split(';').map(parseViews) ?? base.map((network) => network.views);
  return views.map((own, i) => {
    const network = { ...(base[i] ?? base[0]), views: own, ...change };
    return network.joint ? { ...network, invertedEvery: 0 } : network;
  });
}

function framesOf(values, base) {
  if (values['no-frames']) return null;
  if (values.frames === undefined) return base;
  const [[genes, intergenic], orders] = values.frames.split(':').map(list);
  return { genes, intergenic, orders };
}

function poolOf(values, base) {
  if (values['no-pool'] || values.pointers === '0') return null;
  return {
    ...base,
    ...(values.pointers && { pointers: Number(values.pointers) }),
    ...(values.seeds && { seeds: values.seeds.split(',').map(parseSeed) }),
  };
}

/** @returns the ModelConfig for `baseCount` bases that the parsed options ask for */
export function modelFrom(values, baseCount) {
  const base = configForLevel(Number(values.level), baseCount);
  const pool = poolOf(values, base.pool);
  return {
    ...base,
    frames: framesOf(values, base.frames),
    pool,
    networks: networksOf(values, base.networks),
    ...(values.orders && { orders: list(values.orders) }),
    ...(values.ir && { invertedRepeats: true }),
    ...(values['no-ir'] && { invertedRepeats: false }),
    ...(values['mixer-rate'] && { mixerRate: Number(values['mixer-rate']) }),
    ...(values['no-sse'] && { secondaryEstimation: false }),
    shortcutRun: pool === null ? 0 : Number(values['sure-run'] ?? base.shortcutRun),
  };
}
