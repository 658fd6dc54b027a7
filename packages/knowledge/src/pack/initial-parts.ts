/**
 * A model's state before it has learned anything.
 */
import { partSizes, partsOf, type BaseCoder, type ModelConfig, type Snapshot } from '@pmklc/models';
import { withSmallContexts } from '../make/small-contexts.ts';

/** Parts of a snapshot of nothing. Those that are zeros, tables of up to 33 MB among them, are made on request only. */
export function initialParts(
  config: ModelConfig,
  engine: BaseCoder<ModelConfig>,
): readonly (() => Uint8Array)[] {
  let parts: readonly Uint8Array[] = [];
  const take = (snapshot: Snapshot): void => {
    ({ parts } = snapshot);
  };
  engine.encode(withSmallContexts(config), new Uint8Array(0), { capture: { bases: 0, take } });
  const sizes = partSizes(config);
  return partsOf(config).map(({ isZeroAtFirst }, i) =>
    isZeroAtFirst ? () => new Uint8Array(sizes[i]!) : () => parts[i]!,
  );
}
