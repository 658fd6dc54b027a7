/** The bases of a payload: docs/format/README.md, "Payload". */
import { configurationOf } from '../model/configuration.mjs';
import { concat, must } from './cursor.mjs';
import { DynamicModel } from '../model/dynamic-model.mjs';
import { readKnowledge } from '../knowledge/knowledge.mjs';
import { PrivateExpert } from '../knowledge/private-expert.mjs';
import { splitPayload } from '../knowledge/private-network.mjs';
import { RangeDecoder } from './range-decoder.mjs';

/**
 * @param kept what earlier partitions kept: `snapshots` and `bases` by index, to which this adds
 * @param packs by id
 */
export function decodeBases(header, payload, kept, packs) {
  const { index, baseCount } = header;
  must(header.lanes === 0, 'no lanes');
  must(header.predictorId.length === 0, 'no predictor that others have');
  if (baseCount === 0) {
    must(payload.length === 0, 'no payload without bases');
    must(header.knowledge.length === 0, 'no knowledge without bases');
    must(header.bothStrands === 0, 'no strands without bases');
    must(header.readLengths.length === 0, 'no reads without bases');
    return new Uint8Array(0);
  }
  const knowledge = readKnowledge(header, packs);
  const { network, code } = splitPayload(payload, knowledge.networkBytes);
  const prefix = concat([...knowledge.bases, ...basesBefore(header, kept)]);
  const known = prefix.length + baseCount;
  const caller = network && new PrivateExpert(network, baseCount);
  const model = new DynamicModel(configurationOf(header, known), known, caller);
  model.know(concat(knowledge.proteins));
  model.prime(prefix);
  if (header.readLengths.length > 0) model.startReads(header.readLengths);
  const snapshots = [...snapshotBefore(header, kept), ...knowledge.snapshots];
  if (snapshots.length > 0) model.start(snapshots[0]);
  const decoder = new RangeDecoder(code);
  for (let i = 1; i <= baseCount; i++) {
    model.predict();
    model.learn(decoder.base(model.frequencies));
    if (i === header.snapshotBases) kept.snapshots.set(index, model.snapshot());
  }
  decoder.finish();
  if (header.basesKept) kept.bases.set(index, model.bases());
  return model.bases();
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
