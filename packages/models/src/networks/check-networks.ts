/**
 * Checks of the configuration of token networks.
 */
import { between, checkList, need } from '../configuration/ranges.ts';
import { NETWORK_LIMITS, rowsOf, tokensOf, type NetworkConfig } from './network-config.ts';

/** @throws RangeError when a field is out of range, or networks are too many, too large or in the wrong order */
export function checkNetworks(networks: readonly NetworkConfig[]): void {
  checkList('networks', networks);
  need(networks.length <= NETWORK_LIMITS.maxNetworks, 'at most 4 token networks');
  networks.forEach(checkNetwork);
  checkVocabulary(networks);
  const joint = networks.map((network) => network.joint);
  need(
    !joint.includes(true) || joint.lastIndexOf(false) < joint.indexOf(true),
    'joint networks come last',
  );
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
    need((count - 1) * stride + k <= NETWORK_LIMITS.maxWindow, 'a window spans at most 1024 bases');
  }
  need(rowsOf(network) <= NETWORK_LIMITS.maxRows, 'a network has at most 256 tokens');
  need(between(rowRate, 1, 4095), `rowRate must be in 1..4095, got ${rowRate}`);
  need(between(outputRate, 1, 200), `outputRate must be in 1..200, got ${outputRate}`);
  need(between(invertedEvery, 0, 16), `invertedEvery must be in 0..16, got ${invertedEvery}`);
  need(!network.joint || invertedEvery === 0, 'a joint network has invertedEvery 0');
}

/** A row for each of `4^k` tokens: k decides whether that is kilobytes or gigabytes. */
function checkVocabulary(networks: readonly NetworkConfig[]): void {
  const bytes = networks.reduce((sum, network) => sum + rowBytes(network), 0);
  const [mib, most] = [bytes, NETWORK_LIMITS.maxRowBytes].map((size) => Math.ceil(size / 2 ** 20));
  const hint = 'take a smaller k, fewer tokens or fewer hidden units';
  need(
    bytes <= NETWORK_LIMITS.maxRowBytes,
    `token rows of ${mib} MiB, at most ${most} fit: ${hint}`,
  );
}

/** Bytes of a network's rows, of 16-bit weights: one row for each token of each position. */
export function rowBytes(network: NetworkConfig): number {
  return 2 * network.hidden * tokensOf(network);
}
