/**
 * Token networks as a kind of experts: what configuration, snapshots and engine know of them.
 */
import { PmklcError, type ByteReader, type ByteWriter } from '@pmklc/core';
import { readMany } from '../configuration/read-many.ts';
import type { ExpertKind } from '../expert.ts';
import type { Part } from '../snapshot/part.ts';
import { segment, type Segment } from '../snapshot/segment.ts';
import { checkNetworks, rowBytes } from './check-networks.ts';
import {
  NETWORK_LIMITS,
  NETWORK_SCHEDULE,
  rowsOf,
  tokensOf,
  type NetworkConfig,
  type NetworksField,
  type View,
} from './network-config.ts';
import { NetworkExperts } from './network-experts.ts';
import { NetworksState } from './networks-state.ts';

/** Output weights and their biases, Q24, stay within this. */
const OUTPUT_LIMIT = (4 << 24) - (1 << 12);
const SIXTEEN_BITS: [number, number] = [-32768, 32767];
/**
 * Share that static knowledge keeps of what networks learned. All of it makes AeCa 0.17 % larger, half of it 0.08 % smaller,
 * and HePy 0.19 %, E. coli 0.17 %, dengue viruses 0.68 %, ebolavirus 0.54 %: the rest stands in the way.
 */
const KEPT = { share: 0.5 };
/** Bytes of a network, besides its rows. */
const OTHER_BYTES = 1 << 14;

/** Networks over the last (s,k)-mer tokens. */
export const networks: ExpertKind<NetworksField, NetworksState, NetworkExperts> = {
  name: 'networks',
  label: 'networks',
  description: 'token networks, which see the last 100 bases or so',
  fields: {
    networks: [
      {
        hidden: 'number',
        views: [{ stride: 'number', k: 'number', count: 'number' }],
        rowRate: 'number',
        outputRate: 'number',
        invertedEvery: 'number',
        joint: 'boolean',
      },
    ],
  },
  check: ({ networks }) => checkNetworks(networks),
  write(writer, { networks }) {
    writer.varint(networks.length);
    for (const network of networks) writeNetwork(writer, network);
  },
  read: (reader) => ({ networks: readMany(reader, NETWORK_LIMITS.maxNetworks, readNetwork) }),
  opinionCount: ({ networks }) => networks.filter(({ joint }) => !joint).length,
  parts: ({ networks }) => networks.map((network, i) => partOf(network, i, networks)),
  memoryBytes: ({ networks }) =>
    networks.reduce((sum, network) => sum + rowBytes(network) + OTHER_BYTES, 0),
  settings: ({ networks }) => [
    networks.length,
    NETWORK_SCHEDULE.boost,
    NETWORK_SCHEDULE.fade,
    ...networks.flatMap(settingsOf),
  ],
  createState: (config, surroundings) => new NetworksState(config, surroundings),
  createLane: (state, { history }) => new NetworkExperts(history, state),
};

function writeNetwork(writer: ByteWriter, network: NetworkConfig): void {
  writer.varint(network.hidden);
  writer.varint(network.rowRate);
  writer.varint(network.outputRate);
  writer.varint(network.invertedEvery);
  writer.varint(network.joint ? 1 : 0);
  writer.varint(network.views.length);
  for (const view of network.views) {
    writer.varint(view.stride);
    writer.varint(view.k);
    writer.varint(view.count);
  }
}

function readNetwork(reader: ByteReader): NetworkConfig {
  return {
    hidden: reader.varint(),
    rowRate: reader.varint(),
    outputRate: reader.varint(),
    invertedEvery: reader.varint(),
    joint: readFlag(reader),
    views: readMany(reader, NETWORK_LIMITS.maxRows, readView),
  };
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.varint();
  if (flag > 1) throw new PmklcError('corrupt', `a flag of ${flag} in the model configuration`);
  return flag === 1;
}

function readView(reader: ByteReader): View {
  return { stride: reader.varint(), k: reader.varint(), count: reader.varint() };
}

/** First weights come out of one stream of random numbers, so all networks before must be the same too. */
function partOf(network: NetworkConfig, i: number, networks: readonly NetworkConfig[]): Part {
  const shapes = networks.slice(0, i + 1).map(({ hidden, views, joint }) => [hidden, views, joint]);
  return {
    name: `networks.${i}`,
    segments: segmentsOf(network),
    origin: JSON.stringify(shapes),
    isAlikeAtLevels: true,
  };
}

/** Hidden biases, residuals, output weights and their biases, rows. */
function segmentsOf(network: NetworkConfig): Segment[] {
  const { hidden } = network;
  return [
    segment(2, hidden, [SIXTEEN_BITS], KEPT),
    segment(4, hidden, [[0, 65535]], KEPT),
    segment(4, 4 * hidden + 4, [[-OUTPUT_LIMIT, OUTPUT_LIMIT]], KEPT),
    segment(2, hidden * tokensOf(network), [SIXTEEN_BITS], KEPT),
  ];
}

function settingsOf(network: NetworkConfig): number[] {
  const { hidden, rowRate, outputRate, invertedEvery, joint, views } = network;
  return [
    hidden,
    rowsOf(network),
    rowRate,
    outputRate,
    invertedEvery,
    joint ? 1 : 0,
    views.length,
    ...views.flatMap(({ stride, k, count }) => [stride, k, count]),
  ];
}
