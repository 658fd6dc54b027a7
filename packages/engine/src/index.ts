export { createEngine, engine } from './engine.ts';
export { loadEngine } from './load-engine.ts';
export { ThreadError } from './threads/thread-error.ts';
