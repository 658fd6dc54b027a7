/**
 * A plugin of vite that puts the code of the worker into the bundle that starts it: a worker must come from the server that the page is
 * from, and a page that is a file has none. WebAssembly is in the code of the worker, too.
 */
import { join } from 'node:path';
import { build } from 'vite';

/** WebAssembly becomes part of the code that needs it; the public pack, 9.5 MB, stays a file. */
export const inlineWasm = (path) => path.endsWith('.wasm');

/** A worker that is no module has another name for its URL. */
const urlOfWorker = (property) => (property === 'url' ? 'self.location.href' : undefined);

/** The worker, all of it in one script. */
async function workerCode(dist) {
  const result = await build({
    root: dist,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'url-of-worker', resolveImportMeta: urlOfWorker }],
    build: {
      write: false,
      assetsInlineLimit: inlineWasm,
      rollupOptions: {
        input: join(dist, 'worker.js'),
        output: { format: 'iife', inlineDynamicImports: true },
      },
    },
  });
  const [script] = result.output.filter(({ type }) => type === 'chunk');
  return script.code;
}

/** Module in place of `start-worker.js`. */
const starter = (code) => `
const CODE = ${JSON.stringify(code)};
export function startWorker() {
  const url = URL.createObjectURL(new Blob([CODE], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const stopped = worker.terminate.bind(worker);
  worker.terminate = () => (URL.revokeObjectURL(url), stopped());
  return worker;
}
`;

/** @param dist folder with `start-worker.js`, if the package has a worker, and `worker.js` */
export function inlineWorker(dist) {
  const path = join(dist, 'start-worker.js');
  return {
    name: 'inline-worker',
    async load(id) {
      return id.split('?')[0] === path ? starter(await workerCode(dist)) : undefined;
    },
  };
}
