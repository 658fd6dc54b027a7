export { createEngine, engine } from './engine.ts';
export { loadEngine } from './load-engine.ts';
