/**
 * A WebGPU adapter for the suite: the machine's own, or SwiftShader (Vulkan on the processor) from
 * Debian's chromium, installed or fetched by `tools/swiftshader.mjs`.
 */
import type { Gpu } from '@pmklc/gske';
import { DeviceError, requestGpu } from '@pmklc/gske';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const FETCHED = new URL('../../../node_modules/.cache/swiftshader', import.meta.url);
const FOLDERS = ['/usr/lib/chromium', fileURLToPath(FETCHED)];

/** glibc's: the library stays loaded although it is no Node add-on. */
const RTLD_NODELETE = 0x1000;

/** Points the Vulkan loader at SwiftShader, and brings the loader where the system has none. */
function offerSwiftShader(): boolean {
  const folder = FOLDERS.find((path) => existsSync(`${path}/vk_swiftshader_icd.json`));
  if (!folder || process.env['VK_DRIVER_FILES']) return false;
  process.env['VK_DRIVER_FILES'] = `${folder}/vk_swiftshader_icd.json`;
  process.env['VK_ICD_FILENAMES'] = process.env['VK_DRIVER_FILES'];
  try {
    const flags = constants.dlopen.RTLD_LAZY | RTLD_NODELETE;
    process.dlopen({ exports: {} }, `${folder}/libvulkan.so.1`, flags);
  } catch {
    // "Module did not self-register": by then it is loaded, which is all that was wanted.
  }
  return true;
}

/** The machine's GPU, else SwiftShader; `undefined`, after saying so, when there is neither. */
export async function findGpu(): Promise<Gpu | undefined> {
  try {
    return await requestGpu().catch((error: unknown) => {
      if (!offerSwiftShader()) throw error;
      return requestGpu();
    });
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    console.log(`skipped: no adapter (${error.message})`);
    return undefined;
  }
}
