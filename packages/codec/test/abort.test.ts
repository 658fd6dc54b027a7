import {
  compress,
  createInProcessRunner,
  decompress,
  inspectArchive,
  openArchive,
  salvageStream,
  type CompressOptions,
  type ProgressReport,
} from '@pmklc/codec';
import { beforeAll, expect, test, vi } from 'vitest';

/** Bases enough for five steps of the engine. */
const DNA = Buffer.alloc(5 * 2 ** 16, 'ACGTTGCATTAGGCATCGAA');
/** Nothing but lines that a model of text codes, in steps of 16 KiB. */
const TEXT = Buffer.from(Array.from({ length: 9000 }, (_, i) => `line ${i * i}\n`).join(''));
const FAST: CompressOptions = { level: 1, knowledge: { select: 'none' } };
const REASON = new Error('enough');

let archive: Uint8Array;
beforeAll(async () => {
  archive = await compress(DNA, FAST);
});

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) void chunk;
}

async function readAll(signal: AbortSignal): Promise<void> {
  const opened = await openArchive(archive, { signal });
  for await (const record of opened.records()) await opened.read(record);
}

const CALLS: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
  'compress of DNA': (signal) => compress(DNA, { ...FAST, signal }),
  'compress of text': (signal) => compress(TEXT, { ...FAST, signal }),
  'compress with the reference': (signal) =>
    compress(DNA.subarray(0, 20_000), { ...FAST, engine: 'reference', signal }),
  decompress: (signal) => decompress(archive, { signal }),
  inspectArchive: (signal) => inspectArchive(archive, { signal }),
  'read of an archive': readAll,
  salvageStream: (signal) => collect(salvageStream(archive, { signal })),
};

/** Aborts when the event loop had its second turn: what holds it until the end is never stopped. */
function soon(): AbortSignal {
  const control = new AbortController();
  setImmediate(() => setImmediate(() => control.abort(REASON)));
  return control.signal;
}

test.each(Object.keys(CALLS))('%s is stopped by a timer, without a runner', async (name) => {
  await expect(CALLS[name]!(soon())).rejects.toBe(REASON);
});

test('who waits for another call in this thread stops at once', async () => {
  let isDone = false;
  const first = compress(DNA, FAST).then(() => (isDone = true));
  await expect(compress(DNA, { ...FAST, signal: soon() })).rejects.toBe(REASON);
  expect(isDone).toBe(false);
  await first;
});

test('calls in this thread have one model in memory at a time', async () => {
  const order: string[] = [];
  const call = (name: string) => {
    const progress = ({ finishedBases }: ProgressReport) => {
      if (finishedBases === 0) order.push(name);
    };
    return compress(DNA, { ...FAST, on: { progress } });
  };
  await Promise.all([call('a'), call('b')]);
  expect(order.join('')).toMatch(/^(a{5}b{5}|b{5}a{5})$/);
});

test('the event loop has its turns while bases are coded', async () => {
  let turns = 0;
  const count = () => {
    turns++;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  await compress(DNA, FAST);
  clearImmediate(timer);
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('a runner that is held up goes on when it is let go, with the same result', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let turns = 0;
  const runner = createInProcessRunner(async () => {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
    if (turns === 2) await held;
  });
  let isDone = false;
  const packing = compress(DNA, { ...FAST, runner }).then((packed) => {
    isDone = true;
    return packed;
  });
  await vi.waitFor(() => expect(turns).toBe(2), { timeout: 60_000 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([isDone, turns]).toEqual([false, 2]);
  release();
  expect(Buffer.compare(await packing, archive)).toBe(0);
  expect(turns).toBeGreaterThan(3);
});
