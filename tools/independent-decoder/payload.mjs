/** The bases of a payload: docs/format.md, "Payload". */
import { configurationOf } from './configuration.mjs';
import { concat, must } from './cursor.mjs';
import { DynamicModel } from './dynamic-model.mjs';
import { RangeDecoder } from './range-decoder.mjs';

/**
 * @param kept what earlier partitions kept: `snapshots` and `bases` by index, to which this adds
 */
export function decodeBases(header, payload, kept) {
  const { index, baseCount } = header;
  must(header.lanes === 0, 'no lanes');
  must(header.knowledge.length + header.predictorId.length === 0, 'nothing that others know');
  if (baseCount === 0) {
    must(payload.length === 0, 'no payload without bases');
    return new Uint8Array(0);
  }
  const primer = primerOf(header, kept);
  const known = primer.length + baseCount;
  const model = new DynamicModel(configurationOf(header, known), known);
  model.prime(primer);
  if (header.snapshotDistance > 0) model.start(snapshotOf(header, kept));
  const decoder = new RangeDecoder(payload);
  for (let i = 1; i <= baseCount; i++) {
    model.predict();
    model.learn(decoder.base(model.frequencies));
    if (i === header.snapshotBases) kept.snapshots.set(index, model.snapshot());
  }
  decoder.finish();
  if (header.basesKept) kept.bases.set(index, model.bases());
  return model.bases();
}

function snapshotOf({ index, snapshotDistance }, { snapshots }) {
  const snapshot = snapshots.get(index - snapshotDistance);
  must(snapshot !== undefined, 'the partition to start from kept a snapshot');
  return snapshot;
}

function primerOf({ index, primerDistance }, { bases }) {
  if (primerDistance === 0) return new Uint8Array(0);
  return concat([...bases].filter(([from]) => from <= index - primerDistance).map(([, b]) => b));
}
