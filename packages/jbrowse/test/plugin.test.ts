/**
 * The plugin in JBrowse's own core, as modules and as the bundle. `node tools/jbrowse.mjs` fetches JBrowse.
 */
import { readFileSync } from 'node:fs';
import { compress } from '@pmklc/codec';
import { PmklcPlugin } from '@pmklc/jbrowse';
import { randomDna, rangeServer } from '@pmklc/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Parts of JBrowse that are used here. */
interface Region {
  readonly refName: string;
  readonly start: number;
  readonly end: number;
}
interface Adapter {
  getRefNames(): Promise<string[]>;
  getRegions(): Promise<Region[]>;
  getSequence(region: Region): Promise<string | undefined>;
}
interface AdapterType {
  readonly configSchema: { create(settings: object, environment: object): unknown };
  getAdapterClass(): Promise<new (config: unknown) => Adapter>;
}
interface Manager {
  createPluggableElements(): Manager;
  configure(): Manager;
  getAdapterType(name: string): AdapterType;
}

const tool = new URL('../../../tools/jbrowse.mjs', import.meta.url).href;
const { findJbrowse } = (await import(tool)) as { findJbrowse(): string | undefined };
const installed = findJbrowse();
if (installed === undefined) console.log('skipped: no JBrowse (node tools/jbrowse.mjs fetches it)');

const BUNDLE = new URL('../bundle/pmklc-jbrowse.js', import.meta.url);
const BASES = Buffer.from(randomDna(200_000, 1)).toString();
const FASTA = `>chr1\n${BASES.slice(0, 150_000)}\n>chr2\n${BASES.slice(150_000)}\n`;

async function adapterOf(plugin: object, uri: string): Promise<Adapter> {
  const core = (await import(/* @vite-ignore */ installed!)) as {
    default: new (plugins: object[]) => Manager;
  };
  const pluginManager = new core.default([plugin]).createPluggableElements().configure();
  const type = pluginManager.getAdapterType('PmklcAdapter');
  const pmklcLocation = { uri, locationType: 'UriLocation' };
  const settings = { type: 'PmklcAdapter', pmklcLocation };
  const AdapterClass = await type.getAdapterClass();
  return new AdapterClass(type.configSchema.create(settings, { pluginManager }));
}

describe.skipIf(installed === undefined)('in JBrowse', () => {
  let server: Awaited<ReturnType<typeof rangeServer>>;
  beforeAll(async () => {
    const packing = { level: 1, knowledge: { select: 'none' } } as const;
    server = await rangeServer(await compress(Buffer.from(FASTA), packing));
  });
  afterAll(() => server.close());

  test.each([
    ['the modules', async () => PmklcPlugin],
    [
      'the bundle',
      async () =>
        ((await import(/* @vite-ignore */ BUNDLE.href)) as { default: typeof PmklcPlugin }).default,
    ],
  ])('an assembly is served by %s', async (_, load) => {
    const adapter = await adapterOf(new (await load())(), server.url);
    expect(await adapter.getRefNames()).toEqual(['chr1', 'chr2']);
    expect(await adapter.getRegions()).toEqual([
      { refName: 'chr1', start: 0, end: 150_000 },
      { refName: 'chr2', start: 0, end: 50_000 },
    ]);
    const region = { refName: 'chr2', start: 1000, end: 1100 };
    expect(await adapter.getSequence(region)).toBe(BASES.slice(151_000, 151_100));
    const none = { refName: 'chr3', start: 0, end: 10 };
    expect(await adapter.getSequence(none)).toBeUndefined();
  });

  test('a server that fails is an error of the adapter', async () => {
    const adapter = await adapterOf(new PmklcPlugin(), server.url);
    server.fault = 'missing';
    const region = { refName: 'chr1', start: 0, end: 10 };
    await expect(adapter.getSequence(region)).rejects.toThrow('HTTP status 404');
    server.fault = 'none';
    expect(await adapter.getSequence(region)).toBe(BASES.slice(0, 10));
  });
});

test('the README says how large the bundle is', () => {
  const { length } = readFileSync(BUNDLE);
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const said = /`pmklc-jbrowse\.js` \| ([\d.]+) MB/.exec(readme)?.[1];
  expect(Number(said)).toBe(Math.round(length / 1e5) / 10);
});
