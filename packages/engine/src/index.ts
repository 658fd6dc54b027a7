export { createEngine, engine } from './engine.ts';
