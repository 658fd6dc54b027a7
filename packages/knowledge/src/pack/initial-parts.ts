/**
 * A model's state before it has learned anything.
 */
import { partSizes, type ModelConfig, type Snapshot } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { withSmallContexts } from '../make/small-contexts.ts';

/** By part of a snapshot of nothing: contexts are zeros, which are made on request only. */
export function initialParts(config: ModelConfig): readonly (() => Uint8Array)[] {
  let parts: readonly Uint8Array[] = [];
  const take = (snapshot: Snapshot): void => {
    ({ parts } = snapshot);
  };
  engine.encode(withSmallContexts(config), new Uint8Array(0), { capture: { bases: 0, take } });
  return partSizes(config).map((size, i) =>
    i < config.orders.length ? () => new Uint8Array(size) : () => parts[i]!,
  );
}
