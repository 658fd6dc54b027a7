/**
 * Entry of the worker.
 */
import type { Request } from './messages.ts';
import { Session } from './worker/session.ts';

const session = new Session((answer) => globalThis.postMessage(answer));
globalThis.onmessage = ({ data }: MessageEvent<Request>) => session.take(data);
