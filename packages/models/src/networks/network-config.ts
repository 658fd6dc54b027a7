/**
 * Configuration of token networks. Format: docs/format/model.md, "Configuration".
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
  /** Views, at least one; at most 256 tokens in all of them. */
  readonly views: readonly View[];
  /** Final learning rate of the token rows, 1..4095 / 16384. */
  readonly rowRate: number;
  /** Final learning rate of the output layer, 1..200 / 65536. */
  readonly outputRate: number;
  /** Learns from the opposite strand after each base that is a multiple of this; 0: never. 0..16. */
  readonly invertedEvery: number;
  /**
   * Whether its logits are added to the mixed ones. `false`: it learns on its own, and the mixer weighs it.
   * `true`: they are, and it learns what is missing there. Joint networks come last, and
   * `invertedEvery` is 0.
   */
  readonly joint: boolean;
}

/** Field of the networks. */
export interface NetworksField {
  /** 0..4 token networks. */
  readonly networks: readonly NetworkConfig[];
}

/** Limits that the engine and the reference share. */
export const NETWORK_LIMITS = {
  maxNetworks: 4,
  maxRows: 256,
  maxWindow: 1024,
  /**
   * Most bytes of token rows, all together: they are made before the first base, whatever the header's number of
   * bases.
   */
  maxRowBytes: 2 ** 26,
} as const;

/** Networks learn faster at first: `rate * (1 + boost * fade / (fade + bases))`, set every 1,024 bases. */
export const NETWORK_SCHEDULE = { boost: 4, fade: 100_000 } as const;

/** Tokens of a network's window, over all views. */
export function rowsOf({ views }: Pick<NetworkConfig, 'views'>): number {
  return views.reduce((sum, view) => sum + view.count, 0);
}

/** Tokens of all rows: rows of weights that a network of this shape has. */
export function tokensOf({ views }: Pick<NetworkConfig, 'views'>): number {
  return views.reduce((sum, { k, count }) => sum + count * 4 ** k, 0);
}
