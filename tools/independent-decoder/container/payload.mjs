/** The bases of a payload: docs/format/README.md, "Payload". */
import { configurationOf } from '../model/configuration.mjs';
import { concat, Cursor, must } from './cursor.mjs';
import { DynamicModel } from '../model/dynamic-model.mjs';
import { FastModel } from '../model/fast/fast-model.mjs';
import { readKnowledge } from '../knowledge/knowledge.mjs';
import { PrivateExpert } from '../knowledge/private-expert.mjs';
import { splitPayload } from '../knowledge/private-network.mjs';
import { RangeDecoder } from './range-decoder.mjs';

const MOST_LANES = 4096;

/**
 * @param kept what earlier partitions kept: `snapshots` and `bases` by index, to which this adds
 * @param packs by id
 */
export function decodeBases(header, payload, kept, packs) {
  const { index, baseCount } = header;
  must(header.lanes !== 1 && header.lanes <= MOST_LANES, 'a number of lanes');
  const lanes = Math.max(header.lanes, 1);
  must(header.predictorId.length === 0, 'no predictor that others have');
  if (baseCount === 0) {
    must(payload.length === 0, 'no payload without bases');
    must(header.knowledge.length === 0, 'no knowledge without bases');
    must(header.bothStrands === 0, 'no strands without bases');
    must(header.readLengths.length === 0, 'no reads without bases');
    must(lanes === 1, 'no lanes without bases');
    return new Uint8Array(0);
  }
  const knowledge = readKnowledge(header, packs);
  const { network, code } = splitPayload(payload, knowledge.networkBytes);
  const prefix = concat([...knowledge.bases, ...basesBefore(header, kept)]);
  const known = prefix.length + baseCount;
  const caller = network && new PrivateExpert(network, baseCount);
  const configuration = configurationOf(header, known);
  const Model = configuration.wordBits === undefined ? DynamicModel : FastModel;
  const model = new Model(configuration, known, caller);
  model.know(concat(knowledge.proteins));
  model.prime(prefix);
  if (header.readLengths.length > 0) model.startReads(header.readLengths);
  const snapshots = [...snapshotBefore(header, kept), ...knowledge.snapshots];
  if (snapshots.length > 0) model.start(snapshots[0]);
  model.split(lanes);
  const decoders = splitLanes(code, lanes);
  const snapshotStep = Math.ceil(header.snapshotBases / lanes);
  for (let step = 1; step <= Math.ceil(baseCount / lanes); step++) {
    model.step((lane, frequencies) => decoders[lane].base(frequencies));
    if (step === snapshotStep) kept.snapshots.set(index, model.snapshot());
  }
  for (const decoder of decoders) decoder.finish();
  if (header.basesKept) kept.bases.set(index, model.bases());
  return model.bases();
}

/** Decoders of the streams of lanes: sizes of all streams but the last come before them. */
export function splitLanes(code, lanes) {
  const cursor = new Cursor(code);
  const sizes = Array.from({ length: lanes - 1 }, () => cursor.varint());
  const streams = [...sizes.map((size) => cursor.take(size)), cursor.rest()];
  return streams.map((stream) => new RangeDecoder(stream));
}

/** Snapshot of the partition to start from, if there is one: none of a pack takes its place. */
function snapshotBefore({ index, snapshotDistance }, { snapshots }) {
  if (snapshotDistance === 0) return [];
  const snapshot = snapshots.get(index - snapshotDistance);
  must(snapshot !== undefined, 'the partition to start from kept a snapshot');
  return [snapshot];
}

/** Bases that earlier partitions hand over, in order. */
function basesBefore({ index, primerDistance }, { bases }) {
  if (primerDistance === 0) return [];
  return [...bases].filter(([from]) => from <= index - primerDistance).map(([, b]) => b);
}
