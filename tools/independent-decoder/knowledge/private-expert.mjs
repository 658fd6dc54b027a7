/**
 * A private network in the slot of the caller's predictor: docs/format/knowledge.md, "Private networks",
 * and docs/format/model.md, "Mixer". It has a history of its own, of the partition only.
 */
import { toFrequencies } from '../model/frequencies.mjs';
import { History } from '../model/history.mjs';
import { RecentKmers } from '../model/recent-kmers.mjs';
import { ln16 } from '../model/tables.mjs';

export class PrivateExpert {
  logits = [new Int32Array(4)];
  confidence = 0;
  #network;
  #history;
  #recent = new RecentKmers();
  #frequencies = new Int32Array(4);

  constructor(network, baseCount) {
    this.#network = network;
    this.#history = new History(baseCount);
  }

  predict() {
    this.#network.predict(this.#history.length, this.#recent);
    toFrequencies(this.#network.logits, this.#frequencies);
    for (let base = 0; base < 4; base++) {
      this.logits[0][base] = ln16(Math.min(this.#frequencies[base], 65535));
    }
  }

  add(base) {
    this.#history.add(base);
    this.#recent.add(this.#history);
  }
}
