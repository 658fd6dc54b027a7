/** Model configurations: docs/format/model.md, "Configuration". */
import { Cursor, must } from '../container/cursor.mjs';
import { LEVELS } from './levels.mjs';

/** The configuration that a partition's header gives; `baseCount` with those of the prefix. */
export function configurationOf({ level, modelConfig, bothStrands }, baseCount) {
  if (modelConfig.length > 0) {
    must(!bothStrands, 'no strands beside a configuration');
    return parseConfiguration(modelConfig);
  }
  must(level >= 1 && level <= LEVELS.length, 'a level or a configuration');
  const single = fit(parseConfiguration(Buffer.from(LEVELS[level - 1], 'hex')), baseCount);
  return bothStrands ? { ...single, flags: single.flags | OPPOSITE_STRAND } : single;
}

const OPPOSITE_STRAND = 1;
const FAST = 4;

/** Pattern and `place_bits` for more than 2^24 bases. */
const LONG_SEEDS = [
  { pattern: 0xacbb297, placeBits: 24 },
  { pattern: 0x3acb7, placeBits: 24 },
];

/** Other seeds for many bases, smaller tables and fixed output rates for few bases: docs/format/model.md, "Levels". */
function fit(configuration, baseCount) {
  const { pool, networks, translated } = configuration;
  if (baseCount > 2 ** 24) pool.seeds = LONG_SEEDS.slice(-pool.seeds.length);
  const digits = baseCount === 0 ? 0 : baseCount.toString(2).length;
  for (const seed of pool?.seeds ?? []) {
    seed.placeBits = Math.min(seed.placeBits, Math.max(12, digits + 1));
  }
  if (translated) translated.placeBits = Math.min(24, Math.max(12, digits));
  if (baseCount < 2 ** 18) for (const network of networks) network.outputRate = 60;
  return configuration;
}

function parseConfiguration(bytes) {
  const cursor = new Cursor(bytes);
  const next = (least, most) => {
    const value = cursor.varint();
    must(value >= least && value <= most, `${least} to ${most} in a configuration, not ${value}`);
    return value;
  };
  const flags = next(0, FAST);
  if (flags === FAST) {
    const wordBits = next(12, 24);
    must(cursor.done, 'a configuration ends');
    return { wordBits };
  }
  const configuration = {
    flags,
    orders: ordersOf(next(0, 0x1ffe)),
    mixerRate: next(1, 170),
    shortcutRun: next(0, 65535),
    pool: readPool(next),
    frames: readFrames(next),
    networks: times(next(0, 4), () => readNetwork(next)),
    translated: readTranslated(next),
  };
  must(cursor.done, 'a configuration ends');
  return configuration;
}

function ordersOf(bits) {
  must(bits % 2 === 0, 'no contexts of order 0');
  return Array.from({ length: 12 }, (_, i) => i + 1).filter((order) => (bits >> order) & 1);
}

function readPool(next) {
  const pointers = next(0, 64);
  if (pointers === 0) return undefined;
  return {
    pointers,
    seeds: times(next(1, 2), () => ({
      pattern: next(2 ** 7, 2 ** 32 - 1),
      placeBits: next(8, 26),
    })),
    minAgreement: next(8, 32),
    maxMisses: next(1, 16),
  };
}

function readFrames(next) {
  const genes = next(0, 4);
  if (genes === 0) return undefined;
  const intergenic = next(1, 4);
  const orders = ordersOf(next(2, 0x7e));
  must(orders.length <= 3, 'at most three orders of the frame model');
  return { genes, intergenic, orders };
}

function readNetwork(next) {
  return {
    hidden: next(16, 64),
    rowRate: next(1, 4095),
    outputRate: next(1, 200),
    invertedEvery: next(0, 16),
    joint: next(0, 1) === 1,
    views: times(next(1, 256), () => ({
      stride: next(1, 64),
      k: next(1, 8),
      count: next(1, 256),
    })),
  };
}

function readTranslated(next) {
  const alignments = next(0, 16);
  return alignments === 0 ? undefined : { alignments, placeBits: next(8, 26) };
}

function times(count, make) {
  return Array.from({ length: count }, make);
}
