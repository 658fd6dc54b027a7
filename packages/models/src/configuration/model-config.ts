/**
 * What the dynamic model consists of. The decoder needs exactly what the encoder had, so all of
 * it is in the archive: as a level, or written out. Format: docs/format-model.md, "Configuration".
 */

/** Rows of a token network: `count` (s,k)-mer tokens, each `stride` bases further back. */
export interface View {
  /** Bases from one token to the next, s: 1..64. */
  readonly stride: number;
  /** Bases in a token, k: 1..8. */
  readonly k: number;
  /** Tokens: 1..256. The window spans (count - 1) * stride + k bases, at most 1024. */
  readonly count: number;
}

/** A token network: one row of weights a token, one hidden layer, four logits. */
export interface NetworkConfig {
  /** Hidden units: 16, 32, 48 or 64. */
  readonly hidden: number;
  /** At least one; at most 256 tokens in all of them. */
  readonly views: readonly View[];
  /** Final learning rate of the token rows, 1..4095 / 16384. */
  readonly rowRate: number;
  /** Final learning rate of the output layer, 1..200 / 65536. */
  readonly outputRate: number;
  /** Learns from the opposite strand after each base that is a multiple of this; 0: never. 0..16. */
  readonly invertedEvery: number;
  /**
   * How its logits reach the prediction. `false`: it learns on its own, and the mixer weighs it.
   * `true`: they are added to the mixed ones, and it learns what is missing there. Joint networks
   * come last, and `invertedEvery` is 0.
   */
  readonly joint: boolean;
}

/**
 * A hidden Markov model of genes: three states for the positions of a codon on each strand, and states between genes. Each has
 * contexts of its own, and each order of them is an expert.
 */
export interface FrameConfig {
  /** Kinds of genes, 1..4: six states each. */
  readonly genes: number;
  /** Kinds of stretches between genes, 1..4: a state each. */
  readonly intergenic: number;
  /** One to three orders of contexts, ascending, each 1..6. The lowest two say which state is likely. */
  readonly orders: readonly number[];
}

/** A spaced seed: where the newest bases under it stood before, a copy may start. */
export interface SeedConfig {
  /** Which of the newest bases must agree, as 1s; the newest first. 8..32 digits, the first a 1. */
  readonly pattern: string;
  /** log2 of the places that are remembered, 8..26. */
  readonly placeBits: number;
}

/** The repeat pool: copies of earlier stretches, followed at once. */
export interface PoolConfig {
  /** Copies followed at most, 1..64. */
  readonly pointers: number;
  /** 1 or 2: each proposes copies. The first one finds most. */
  readonly seeds: readonly SeedConfig[];
  /** Agreements among the last 32 bases that a copy needs to enter, 8..32. */
  readonly minAgreement: number;
  /** Misses among the last 16 bases above which a copy is dropped, 1..16. */
  readonly maxMisses: number;
}

/** The whole dynamic model. */
export interface ModelConfig {
  /** Orders of the context models, ascending, each 1..12. */
  readonly orders: readonly number[];
  /** Whether the context models learn from the opposite strand too. */
  readonly invertedRepeats: boolean;
  /** `null`: no frame model. */
  readonly frames: FrameConfig | null;
  /** `null`: no repeat pool. */
  readonly pool: PoolConfig | null;
  /** 0..4 token networks. */
  readonly networks: readonly NetworkConfig[];
  /** Final learning rate of the mixer's weights, 1..170 / 65536. */
  readonly mixerRate: number;
  /** Whether the mixed prediction is refined by what such ones were worth (SSE). */
  readonly secondaryEstimation: boolean;
  /**
   * Hits in a row after which copies that agree predict alone in any case, which makes collections of
   * near-identical sequences ten times as fast; 0: they never do. 0, or 32..65535. Needs a pool.
   */
  readonly sureRun: number;
}

/**
 * The same model, but its contexts learn from the opposite strand, too, as reads of either strand ask for. Networks do not: it would
 * save 0.0 %, for a fourth more time.
 */
export function withBothStrands(config: ModelConfig): ModelConfig {
  return { ...config, invertedRepeats: true };
}

/** Limits that the engine and the reference share; `checkConfig` enforces them. */
export const MODEL_LIMITS = {
  maxOrder: 12,
  maxNetworks: 4,
  maxRows: 256,
  maxWindow: 1024,
  maxExperts: 24,
  /** Of token rows, all together: they are made before the first base, whatever the header's number of bases. */
  maxRowBytes: 2 ** 26,
} as const;

/** Networks learn faster at first: `rate * (1 + boost * fade / (fade + bases))`, set every 1,024 bases. */
export const NETWORK_SCHEDULE = { boost: 4, fade: 100_000 } as const;
/** The same for the mixer. */
export const MIXER_SCHEDULE = { boost: 5, fade: 20_000 } as const;

/** Bases between two settings of the learning rates. */
export const SCHEDULE_PERIOD = 1024;

/**
 * Visits after which a context of order k learns at the constant rate 1 / window. Orders 1 and 2
 * follow the composition of the last few hundred bases: human chr22 -0.4 %, cacao -0.1 %.
 */
export const CONTEXT_WINDOWS = [0, 16, 60, 250, 250, 250, 250, 250, 200, 100, 45, 20, 14] as const;

/** Context models up to this order keep 32-bit probabilities, because they learn slowly. */
export const WIDE_ORDER = 8;

function need(ok: boolean, what: string): void {
  if (!ok) throw new RangeError(what);
}

const between = (x: number, low: number, high: number): boolean =>
  Number.isInteger(x) && x >= low && x <= high;

/** Whether orders of contexts start at 1 or above and end at `most` or below, none twice. */
const isAscending = (orders: readonly number[], most: number): boolean =>
  orders.every((order, i) => between(order, (orders[i - 1] ?? 0) + 1, most));

/** @throws RangeError when a field is out of the range that its comment gives */
export function checkConfig(config: ModelConfig): void {
  need(isAscending(config.orders, 12), `orders must ascend within 1..12, got ${config.orders}`);
  if (config.frames) checkFrames(config.frames);
  if (config.pool) checkPool(config.pool);
  need(expertCount(config) > 0, 'a model needs an expert');
  need(config.networks.length <= MODEL_LIMITS.maxNetworks, 'at most 4 token networks');
  config.networks.forEach(checkNetwork);
  checkVocabulary(config.networks);
  const joint = config.networks.map((network) => network.joint);
  need(
    !joint.includes(true) || joint.lastIndexOf(false) < joint.indexOf(true),
    'joint networks come last',
  );
  need(between(config.mixerRate, 1, 170), `mixerRate must be in 1..170, got ${config.mixerRate}`);
  checkSureRun(config);
}

function checkFrames({ genes, intergenic, orders }: FrameConfig): void {
  need(between(genes, 1, 4), `genes must be in 1..4, got ${genes}`);
  need(between(intergenic, 1, 4), `intergenic must be in 1..4, got ${intergenic}`);
  need(between(orders.length, 1, 3), `a frame model has 1 to 3 orders, got ${orders.length}`);
  need(isAscending(orders, 6), `orders of frames must ascend within 1..6, got ${orders}`);
}

function checkSureRun({ pool, sureRun }: ModelConfig): void {
  need(
    sureRun === 0 || between(sureRun, 32, 65535),
    `sureRun must be 0 or 32..65535, got ${sureRun}`,
  );
  need(sureRun === 0 || pool !== null, 'sureRun needs a repeat pool');
}

function checkPool(pool: PoolConfig): void {
  need(between(pool.pointers, 1, 64), `pointers must be in 1..64, got ${pool.pointers}`);
  need(between(pool.seeds.length, 1, 2), `a pool has 1 or 2 seeds, got ${pool.seeds.length}`);
  for (const { pattern, placeBits } of pool.seeds) {
    need(/^1[01]{7,31}$/.test(pattern), `a pattern is 8..32 digits from 1 on, got ${pattern}`);
    need(between(placeBits, 8, 26), `placeBits must be in 8..26, got ${placeBits}`);
  }
  need(
    between(pool.minAgreement, 8, 32),
    `minAgreement must be in 8..32, got ${pool.minAgreement}`,
  );
  need(between(pool.maxMisses, 1, 16), `maxMisses must be in 1..16, got ${pool.maxMisses}`);
}

function checkNetwork(network: NetworkConfig): void {
  const { hidden, views, rowRate, outputRate, invertedEvery } = network;
  need(
    between(hidden, 16, 64) && hidden % 16 === 0,
    `hidden must be 16, 32, 48 or 64, got ${hidden}`,
  );
  need(views.length > 0, 'a network needs a view');
  for (const { stride, k, count } of views) {
    need(between(stride, 1, 64), `stride must be in 1..64, got ${stride}`);
    need(between(k, 1, 8), `k must be in 1..8, got ${k}`);
    need(between(count, 1, 256), `count must be in 1..256, got ${count}`);
    need((count - 1) * stride + k <= MODEL_LIMITS.maxWindow, 'a window spans at most 1024 bases');
  }
  need(rowsOf(network) <= MODEL_LIMITS.maxRows, 'a network has at most 256 tokens');
  need(between(rowRate, 1, 4095), `rowRate must be in 1..4095, got ${rowRate}`);
  need(between(outputRate, 1, 200), `outputRate must be in 1..200, got ${outputRate}`);
  need(between(invertedEvery, 0, 16), `invertedEvery must be in 0..16, got ${invertedEvery}`);
  need(!network.joint || invertedEvery === 0, 'a joint network has invertedEvery 0');
}

/** A row for each of `4^k` tokens: k decides whether that is kilobytes or gigabytes. */
function checkVocabulary(networks: readonly NetworkConfig[]): void {
  const bytes = networks.reduce((sum, network) => sum + rowBytes(network), 0);
  const [mib, most] = [bytes, MODEL_LIMITS.maxRowBytes].map((size) => Math.ceil(size / 2 ** 20));
  const hint = 'take a smaller k, fewer tokens or fewer hidden units';
  need(bytes <= MODEL_LIMITS.maxRowBytes, `token rows of ${mib} MiB, at most ${most} fit: ${hint}`);
}

/** Tokens of a network's window, over all views. */
export function rowsOf(network: NetworkConfig): number {
  return network.views.reduce((sum, view) => sum + view.count, 0);
}

/** States of a frame model; 0 without one. */
export function stateCount(frames: FrameConfig | null): number {
  return frames ? 6 * frames.genes + frames.intergenic : 0;
}

/** Experts that the mixer weighs: contexts, orders of frames, two for the pool, networks that are not joint. */
export function expertCount(config: ModelConfig): number {
  const own = config.networks.filter((network) => !network.joint);
  const frames = config.frames?.orders.length ?? 0;
  return config.orders.length + frames + (config.pool ? 2 : 0) + own.length;
}

/**
 * Bytes that coding `baseCount` bases with this model takes, on either side, at most.
 * What a decoder checks before it allocates.
 */
export function memoryBytes(config: ModelConfig, baseCount: number): number {
  const contexts = config.orders.reduce((sum, k) => sum + (k <= WIDE_ORDER ? 16 : 8) * 4 ** k, 0);
  const seeds = config.pool?.seeds ?? [];
  const pool = seeds.reduce((sum, { placeBits }) => sum + 8 * 2 ** placeBits, 0);
  const networks = config.networks.reduce((sum, network) => sum + networkBytes(network), 0);
  // A base is a byte of history; the payload is at most 2 more.
  return contexts + frameBytes(config.frames) + pool + networks + 3 * baseCount + (2 << 20);
}

/** Four probabilities of 32 bits and 16 bits of evidence for each context and state. */
function frameBytes(frames: FrameConfig | null): number {
  const orders = frames?.orders ?? [];
  return orders.reduce((sum, k) => sum + 18 * stateCount(frames) * 4 ** k, 0);
}

function networkBytes(network: NetworkConfig): number {
  return rowBytes(network) + (1 << 14);
}

/** Of 16-bit weights: one row for each token of each position. */
function rowBytes({ hidden, views }: NetworkConfig): number {
  return views.reduce((sum, { k, count }) => sum + 2 * hidden * count * 4 ** k, 0);
}
