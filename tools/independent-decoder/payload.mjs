/** The bases of a payload: docs/format.md, "Payload". */
import { must } from './cursor.mjs';
import { configurationOf } from './configuration.mjs';
import { DynamicModel } from './dynamic-model.mjs';
import { RangeDecoder } from './range-decoder.mjs';

/** What only other versions, or programs with predictors of their own, write. */
const UNSUPPORTED = ['lanes', 'snapshotDistance'];

export function decodeBases(header, payload) {
  const { baseCount } = header;
  for (const field of UNSUPPORTED) must(header[field] === 0, `no ${field}`);
  must(header.knowledge.length + header.predictorId.length === 0, 'nothing that others know');
  if (baseCount === 0) {
    must(payload.length === 0, 'no payload without bases');
    return new Uint8Array(0);
  }
  const model = new DynamicModel(configurationOf(header), baseCount);
  const decoder = new RangeDecoder(payload);
  for (let i = 0; i < baseCount; i++) {
    model.predict();
    model.learn(decoder.base(model.frequencies));
  }
  decoder.finish();
  return model.bases();
}
