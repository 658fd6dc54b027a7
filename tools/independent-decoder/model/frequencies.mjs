/** Logits to frequencies: docs/format/model.md, "Frequencies". */
import { clamp, indexOfMax } from './fixed-point.mjs';
import { exp16 } from './tables.mjs';

export const TOTAL = 65536;

export function toFrequencies(mixed, frequencies) {
  const l = mixed.map((logit) => clamp(logit, 12288));
  const first = indexOfMax(l);
  const x = l.map((logit) => exp16(l[first] - logit));
  const sum = x[0] + x[1] + x[2] + x[3];
  for (let base = 0; base < 4; base++) {
    frequencies[base] = 1 + Math.floor((x[base] * 65532) / sum);
  }
  complete(frequencies, first);
}

/** Makes four frequencies sum to 65536 by changing one of them. */
export function complete(frequencies, base) {
  const sum = frequencies[0] + frequencies[1] + frequencies[2] + frequencies[3];
  frequencies[base] += TOTAL - sum;
}
