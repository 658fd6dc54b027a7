import { listBackends, loadTensorFlow, type ImportModule } from '@pmklc/training';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';

tf.env().set('IS_TEST', true); // no advice to install another backend

const NATIVE = '@tensorflow/tfjs-node-gpu';

function missing(name: string): Error {
  const message = `Cannot find package '${name}' imported from /somewhere.js`;
  return Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
}

/** Loads what is installed, but `doubles` instead of what they name; an `Error` is thrown. */
function loading(doubles: Record<string, unknown>): ImportModule {
  return async (name) => {
    if (!(name in doubles)) return import(name);
    const module = doubles[name];
    if (module instanceof Error) throw module;
    return module;
  };
}

/** A native TensorFlow.js whose operations are those of the cpu backend. */
function native(gpu: boolean, result = tf.setBackend('cpu')): object {
  return {
    ...tf,
    version: { 'tfjs-core': '4.22.0' },
    setBackend: (name: string) => (name === 'tensorflow' ? result : false),
    backend: () => ({ isUsingGpuDevice: gpu }),
  };
}

const NONE = {
  [NATIVE]: missing(NATIVE),
  '@tensorflow/tfjs-node': missing('@tensorflow/tfjs-node'),
  '@tensorflow/tfjs-backend-webgpu': missing('@tensorflow/tfjs-backend-webgpu'),
  webgpu: missing('webgpu'),
};

test('without the native packages the line that fixes it is theirs', async () => {
  const [first] = await listBackends({ importModule: loading(NONE) });
  expect(first).toEqual({
    name: 'tensorflow',
    usable: false,
    description: '@tensorflow/tfjs-node-gpu and @tensorflow/tfjs-node are not installed',
    fix: 'npm install @tensorflow/tfjs-node-gpu@4.22.0 (Node 20 or 22, CUDA 11.2, cuDNN 8.1)',
  });
});

test('all backends are listed, in the order in which they are tried', async () => {
  const infos = await listBackends({ importModule: loading(NONE) });
  expect(infos.map(({ name, usable }) => [name, usable])).toEqual([
    ['tensorflow', false],
    ['webgpu', false],
    ['wasm', true],
    ['cpu', true],
  ]);
  expect(infos[1].fix).toContain('npm install');
  expect(infos.every((info) => !`${info.description}${info.fix}`.includes('\n'))).toBe(true);
});

test('auto takes the first that runs', async () => {
  const { backend, tf: loaded } = await loadTensorFlow({ importModule: loading(NONE) });
  expect(backend).toBe('wasm');
  expect(loaded.getBackend()).toBe('wasm');
});

test('tfjs-node-gpu comes first where it is installed', async () => {
  const importModule = loading({ ...NONE, [NATIVE]: native(true) });
  const loaded = await loadTensorFlow({ importModule });
  expect(loaded.backend).toBe('tensorflow');
  expect(loaded.description).toBe('@tensorflow/tfjs-node-gpu 4.22.0, on a CUDA device');
});

test('a CommonJS module is taken from its default export', async () => {
  const importModule = loading({ ...NONE, [NATIVE]: { default: native(false) } });
  const { description } = await loadTensorFlow({ backend: 'tensorflow', importModule });
  expect(description).toBe('@tensorflow/tfjs-node-gpu 4.22.0, on the processor');
});

test('a native binding that does not load is not the same as an absent package', async () => {
  const broken = Object.assign(
    new Error("Cannot find module '../build/tfjs_binding.node'\nRequire stack: ..."),
    { code: 'MODULE_NOT_FOUND' },
  );
  const importModule = loading({ ...NONE, [NATIVE]: broken });
  await expect(loadTensorFlow({ backend: 'tensorflow', importModule })).rejects.toMatchObject({
    name: 'DeviceError',
    code: 'device-failed',
    message: expect.stringMatching(
      /does not load \(Cannot find module .*binding.node'\): npm rebuild @tensorflow/,
    ) as string,
    cause: broken,
  });
});

test('and auto goes on to the next backend', async () => {
  const importModule = loading({ ...NONE, [NATIVE]: new TypeError('util.isNullOrUndefined') });
  expect(await loadTensorFlow({ importModule })).toMatchObject({ backend: 'wasm' });
});

test('a native backend that does not initialise is an error that says so', async () => {
  const importModule = loading({ ...NONE, [NATIVE]: native(true, Promise.resolve(false)) });
  await expect(loadTensorFlow({ backend: 'tensorflow', importModule })).rejects.toMatchObject({
    code: 'device-failed',
  });
});

test('a backend that rounds is refused', async () => {
  const rounding = {
    ...native(true),
    matMul: (a: tf.Tensor2D, b: tf.Tensor2D) => tf.sub(tf.matMul(a, b), 0.5),
  };
  const importModule = loading({ ...NONE, [NATIVE]: rounding });
  await tf.setBackend('cpu');
  await expect(loadTensorFlow({ backend: 'tensorflow', importModule })).rejects.toMatchObject({
    code: 'inexact',
  });
});

describe('webgpu in Node', () => {
  afterEach(() => {
    delete (globalThis as { navigator?: { gpu?: object } }).navigator?.gpu;
  });

  /** A WebGPU of one adapter, and a TensorFlow.js that takes the cpu backend for its own. */
  function webGpu(info: object | null): Record<string, unknown> {
    const requestAdapter = () => Promise.resolve(info && { info });
    const setBackend = (name: string) => tf.setBackend(name === 'webgpu' ? 'cpu' : name);
    return {
      webgpu: { create: () => ({ requestAdapter }), globals: {} },
      '@tensorflow/tfjs-core': { ...tf, setBackend },
      '@tensorflow/tfjs-backend-webgpu': {},
    };
  }

  test('is taken where there is a GPU', async () => {
    const importModule = loading({ ...NONE, ...webGpu({ vendor: 'nvidia', device: 'H100' }) });
    expect(await loadTensorFlow({ importModule })).toMatchObject({
      backend: 'webgpu',
      description: `@tensorflow/tfjs-backend-webgpu ${tf.version_core}, on nvidia H100`,
    });
  });

  test('is passed over by auto where a processor pretends to be one', async () => {
    const importModule = loading({ ...NONE, ...webGpu({ vendor: 'google swiftshader' }) });
    expect(await loadTensorFlow({ importModule })).toMatchObject({ backend: 'wasm' });
    const [, info] = await listBackends({ importModule });
    expect(info).toMatchObject({ usable: true });
  });

  test('needs an adapter', async () => {
    const importModule = loading({ ...NONE, ...webGpu(null) });
    await expect(loadTensorFlow({ backend: 'webgpu', importModule })).rejects.toMatchObject({
      code: 'no-adapter',
      message: expect.stringContaining('Vulkan') as string,
    });
  });
});

test('without any TensorFlow.js the error says what to install', async () => {
  const importModule = loading({
    ...NONE,
    '@tensorflow/tfjs-core': missing('@tensorflow/tfjs-core'),
  });
  await expect(loadTensorFlow({ importModule })).rejects.toMatchObject({
    code: 'missing-package',
    message: expect.stringContaining('npm install @tensorflow/tfjs-core') as string,
  });
});

test('a backend of another name is a bad call', async () => {
  await expect(loadTensorFlow({ backend: 'cuda' as never })).rejects.toThrow(RangeError);
});
