/**
 * The worker's end of the conversation with a page: starts work, and passes on what is to become of it.
 */
import { toFailure } from '../failure.ts';
import type { Answer, Request, Task } from '../messages.ts';
import { Archives } from './archives.ts';
import { Gate } from './gate.ts';
import { carryOut } from './work.ts';

interface Running {
  readonly control: AbortController;
  readonly gate: Gate;
}

export class Session {
  readonly #archives = new Archives();
  readonly #running = new Map<number, Running>();
  readonly #send: (answer: Answer) => void;

  constructor(send: (answer: Answer) => void) {
    this.#send = send;
  }

  /** Takes a message of the page. */
  take(request: Request): void {
    if ('task' in request) void this.#start(request.id, request.task);
    else this.#change(request.id, request.control);
  }

  async #start(id: number, task: Task): Promise<void> {
    const [control, gate] = [new AbortController(), new Gate()];
    this.#running.set(id, { control, gate });
    try {
      const talk = {
        signal: control.signal,
        gate,
        progress: (progress: { done: number; total: number }) => this.#send({ id, progress }),
      };
      this.#send({ id, result: await carryOut(task, this.#archives, talk) });
    } catch (error) {
      this.#send({ id, failure: toFailure(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  #change(id: number, what: 'pause' | 'resume' | 'cancel'): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    if (what === 'pause') running.gate.pause();
    else running.gate.resume();
    if (what === 'cancel')
      running.control.abort(new DOMException('it was cancelled', 'AbortError'));
  }
}
