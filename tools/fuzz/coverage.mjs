/**
 * Coverage of the packages' code since the last look, by V8's own blocks.
 *
 * A feature is a block together with the order of magnitude of how often it ran.
 */
import { Session } from 'node:inspector';

export class Coverage {
  #session = new Session();
  #seen = new Set();

  constructor() {
    this.#session.connect();
    this.#call('Profiler.enable');
    this.#call('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  get size() {
    return this.#seen.size;
  }

  /** Number of features that ran since the last call and never had before. */
  takeNew() {
    const before = this.#seen.size;
    const { result } = this.#call('Profiler.takePreciseCoverage');
    for (const { url, functions } of result) {
      if (!/\/packages\/[^/]+\/dist\//.test(url)) continue;
      for (const { ranges } of functions) this.#add(url, ranges);
    }
    return this.#seen.size - before;
  }

  #add(url, ranges) {
    for (const { startOffset, endOffset, count } of ranges) {
      if (count === 0) continue;
      const magnitude = 32 - Math.clz32(count);
      this.#seen.add(`${url}:${startOffset}:${endOffset}:${magnitude}`);
    }
  }

  /** Answer of the inspector, which in the same process comes before `post` returns. */
  #call(method, parameters) {
    let answer;
    this.#session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
