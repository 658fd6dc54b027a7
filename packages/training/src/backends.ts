/**
 * The TensorFlow.js backends: which of them run here, what would make the others run, and loading one.
 *
 * All packages are optional and loaded on request. `tensorflow` (CUDA, or TensorFlow's C library) comes
 * with `@tensorflow/tfjs-node-gpu` or `tfjs-node`; the others need `@tensorflow/tfjs-core` and a package each.
 */
import { DeviceError } from '@pmklc/gske';
import { importOptional, type ImportModule } from './import-optional.ts';
import { provideWebGpu } from './provide-web-gpu.ts';
import { tidied, type TensorFlow } from './tensor-flow.ts';

/** Backends in the order in which they are tried, the fastest first. */
export const BACKENDS = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
/** Name of a backend. */
export type BackendName = (typeof BACKENDS)[number];

/** A backend, and whether it runs here. */
export interface BackendInfo {
  readonly name: BackendName;
  readonly usable: boolean;
  /** Description of what it is, or why it does not run; one line. */
  readonly description: string;
  /** Advice on what makes it run, one line; only where it does not. */
  readonly fix?: string;
}

/** A TensorFlow.js whose backend is set. */
export interface LoadedTensorFlow {
  readonly tf: TensorFlow;
  readonly backend: BackendName;
  /** Description of what it is, one line. */
  readonly description: string;
  /** Whether it is a GPU that a processor pretends to be: `auto` does not take that. */
  readonly isSoftware?: boolean;
}

export interface BackendOptions {
  /** Loads a module by name; rejects as `import` does. Default: `import`. For tests. */
  readonly importModule?: ImportModule;
}

/** Options of loading: which backend is wanted. */
export interface LoadOptions extends BackendOptions {
  /** Default `auto`: the first that runs. */
  readonly backend?: BackendName | 'auto';
}

const VERSION = '4.22.0';
const CORE = '@tensorflow/tfjs-core';
const NODE_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/**
 * TensorFlow.js on a backend, ready to be used.
 *
 * @throws DeviceError `missing-package`, `device-failed` or `inexact`, with what to do about it, when
 *   the backend does not run; with `auto` when none does
 * @throws RangeError for a backend of another name
 */
export async function loadTensorFlow(options: LoadOptions = {}): Promise<LoadedTensorFlow> {
  const { backend = 'auto', importModule = (name) => import(/* @vite-ignore */ name) } = options;
  if (backend !== 'auto') return loadBackend(backend, importModule);
  const problems: unknown[] = [];
  for (const name of BACKENDS) {
    try {
      const loaded = await loadBackend(name, importModule);
      if (!loaded.isSoftware) return loaded;
    } catch (error) {
      problems.push(error);
    }
  }
  throw new DeviceError(
    'missing-package',
    `no TensorFlow.js here: npm install ${CORE}@${VERSION} @tensorflow/tfjs-backend-wasm@${VERSION}`,
    { cause: new AggregateError(problems) },
  );
}

/** Tries every backend. Loads what is installed, which takes a second or two. */
export async function listBackends(options: BackendOptions = {}): Promise<BackendInfo[]> {
  const infos: BackendInfo[] = [];
  for (const name of BACKENDS) {
    try {
      const { description } = await loadTensorFlow({ ...options, backend: name });
      infos.push({ name, usable: true, description });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      infos.push({ name, usable: false, description: error.problem, fix: error.fix });
    }
  }
  return infos;
}

/** A backend does not run here. */
class BackendError extends DeviceError {
  readonly problem: string;
  readonly fix: string;

  constructor(code: DeviceError['code'], problem: string, fix: string, cause?: unknown) {
    super(code, `${problem}: ${fix}`, { cause });
    this.problem = problem;
    this.fix = fix;
  }
}

async function loadBackend(name: BackendName, load: ImportModule): Promise<LoadedTensorFlow> {
  switch (name) {
    case 'tensorflow':
      return loadNative(load);
    case 'webgpu':
      return loadWebGpu(load);
    case 'wasm':
    case 'cpu':
      return loadPortable(name, load);
    default:
      throw new RangeError(`backend must be auto, ${BACKENDS.join(', ')}, got ${String(name)}`);
  }
}

/** The first of the native packages that is installed; it brings its own tfjs-core. */
async function loadNative(load: ImportModule): Promise<LoadedTensorFlow> {
  for (const name of NODE_PACKAGES) {
    const found = await importOptional(load, name);
    if (found.state === 'absent') continue;
    if (found.state === 'broken') {
      throw new BackendError(
        'device-failed',
        `${name} is installed but does not load (${firstLine(found.cause)})`,
        `npm rebuild ${name} --build-addon-from-source, or choose the backend wasm`,
        found.cause,
      );
    }
    const tf = found.module as TensorFlow;
    await activate(tf, 'tensorflow', `npm rebuild ${name} --build-addon-from-source`);
    return { tf, backend: 'tensorflow', description: `${name} ${versionOf(tf)}, ${deviceOf(tf)}` };
  }
  throw new BackendError(
    'missing-package',
    `${NODE_PACKAGES.join(' and ')} are not installed`,
    `npm install ${NODE_PACKAGES[0]}@${VERSION} (Node 20 or 22, CUDA 11.2, cuDNN 8.1)`,
  );
}

async function loadWebGpu(load: ImportModule): Promise<LoadedTensorFlow> {
  const adapter = await provideWebGpu(load);
  if ('fix' in adapter) throw new BackendError('no-adapter', 'no WebGPU here', adapter.fix);
  const loaded = await loadPortable('webgpu', load);
  const { name, isSoftware } = adapter;
  return { ...loaded, description: `${loaded.description}, on ${name}`, isSoftware };
}

/** A backend of its own package beside tfjs-core. */
async function loadPortable(backend: BackendName, load: ImportModule): Promise<LoadedTensorFlow> {
  const name = `@tensorflow/tfjs-backend-${backend}`;
  const install = `npm install ${CORE}@${VERSION} ${name}@${VERSION}`;
  const tf = (await needPackage(load, CORE, install)) as TensorFlow;
  await needPackage(load, name, install);
  await activate(tf, backend, `npm install ${name}@${versionOf(tf)}, the version of ${CORE}`);
  return { tf, backend, description: `${name} ${versionOf(tf)}` };
}

async function needPackage(load: ImportModule, name: string, install: string): Promise<unknown> {
  const found = await importOptional(load, name);
  if (found.state === 'absent') {
    throw new BackendError('missing-package', `${name} is not installed`, install);
  }
  if (found.state === 'present') return found.module;
  throw new BackendError(
    'device-failed',
    `${name} does not load (${firstLine(found.cause)})`,
    install,
    found.cause,
  );
}

/** Sets the backend and lets it compute something whose result is known. */
async function activate(tf: TensorFlow, backend: BackendName, fix: string): Promise<void> {
  let product: number;
  try {
    if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not initialise`);
    await tf.ready();
    product = await largeProduct(tf);
  } catch (cause) {
    throw new BackendError('device-failed', `${backend} fails (${firstLine(cause)})`, fix, cause);
  }
  if (product !== EXACT) {
    throw new BackendError('inexact', `${backend} has no full float32`, 'choose another backend');
  }
}

/** A sum of products that only full float32 gets right. */
const EXACT = 2 ** 23 + 4095;

async function largeProduct(tf: TensorFlow): Promise<number> {
  const product = tidied(tf, () =>
    tf.matMul(tf.tensor2d([[4096, 4095]]), tf.tensor2d([[2048], [1]])),
  );
  const [value] = await product.data();
  product.dispose();
  return value;
}

/** `tfjs-node-gpu` runs on the processor where it finds no GPU, and says so in a property. */
function deviceOf(tf: TensorFlow): string {
  const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
  return isUsingGpuDevice ? 'on a CUDA device' : 'on the processor';
}

function versionOf(tf: TensorFlow): string {
  const version = (tf as { version?: { 'tfjs-core'?: string } }).version?.['tfjs-core'];
  return version ?? tf.version_core;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
}
