/**
 * A model's state before it has learned anything.
 */
import type { ModelConfig, Snapshot } from '@pmklc/core';
import { engine } from '@pmklc/engine';

/** The parts of a snapshot of nothing. */
export function initialParts(config: ModelConfig): readonly Uint8Array[] {
  let parts: readonly Uint8Array[] = [];
  const take = (snapshot: Snapshot): void => {
    ({ parts } = snapshot);
  };
  engine.encode(config, new Uint8Array(0), { capture: { bases: 0, take } });
  return parts;
}
