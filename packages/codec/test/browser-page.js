/** Bundled for the browser; what the test calls there. */
import { brotliCompress, brotliDecompress, loadBrotli } from '@pmklc/core/brotli';
import { loadPublicPack } from '@pmklc/knowledge';
import { compress, decompress } from '../dist/index.js';

/** A file that the test serves. */
async function get(name) {
  return new Uint8Array(await (await fetch(name)).arrayBuffer());
}

const isEqual = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Arrays of bytes do not get out of the browser, lists of numbers do. */
async function packed(name, options) {
  return [...(await compress(await get(name), options))];
}

/** Whether an archive unpacks to a file; or how that fails. */
async function unpacks(archive, original) {
  try {
    return isEqual(await decompress(await get(archive)), await get(original));
  } catch (error) {
    return `${error.code}: ${error.message}`;
  }
}

/** What unpacking what was packed with Brotli gives: a number of right bytes, or how it fails. */
async function unpackedBytes(name, original, limits) {
  await loadBrotli();
  try {
    const bytes = brotliDecompress(await get(name), { what: 'it', ...limits });
    return isEqual(bytes, (await get(original)).subarray(0, bytes.length)) && bytes.length;
  } catch (error) {
    return `${error.code}: ${error.message}`;
  }
}

async function brotliOf(name) {
  await loadBrotli();
  return [...brotliCompress(await get(name), { quality: 11, windowBits: 24 })];
}

globalThis.page = {
  packed,
  unpacks,
  unpackedBytes,
  brotliOf,
  async loadPublicPack() {
    return (await loadPublicPack()).hexId;
  },
};
