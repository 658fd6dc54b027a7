/**
 * Code that runs in a worker: one partition at a time, with the same code as in the caller's thread.
 */
import type { CodingContext, PassedState } from '@pmklc/codec';
import { decodePartition, encodePartition } from '@pmklc/codec';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { compact } from './compact.ts';
import { toFailure } from './failure.ts';
import type { Answer, DecodeJob, EncodeJob, Job, Results } from './job.ts';
import { loadPredictor } from './load-predictor.ts';
import { sendSnapshot } from './snapshot-port.ts';

type Result = Results[Job['kind']];

/** Carries out one job; it never throws. */
export async function run(job: Job): Promise<Answer<Result>> {
  try {
    const predictor =
      job.predictorModule === undefined ? undefined : await loadPredictor(job.predictorModule);
    const progress = (basesDone: number) => void Atomics.store(job.basesDone, 0, basesDone);
    const { engine, packs, threads } = job;
    const context = { predictor, engine, packs, threads, progress, ...passedState(job) };
    return moved(job.kind === 'encode' ? encode(job, context) : decode(job, context));
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

/** The answer, whose largest array is not copied on its way: 64 MiB of bases would be there three times. */
function moved(result: Result): Answer<Result> {
  const { buffer } = 'bases' in result ? result.bases : result.payload;
  const answer: Answer<Result> = { result };
  return move({
    [transferableSymbol]: [buffer],
    [valueSymbol]: answer,
  }) as unknown as typeof answer;
}

function passedState({ snapshot, prefix, capture }: Job): PassedState {
  return {
    ...(snapshot && { snapshot }),
    ...(prefix && { prefix }),
    ...(capture && { capture: { bases: capture.bases, take: sendSnapshot(capture.port) } }),
  };
}

function encode({ block, settings }: EncodeJob, context: CodingContext): Results['encode'] {
  const { streams, payload, ...rest } = encodePartition(block, settings, context);
  return {
    ...rest,
    streams: streams.map((stream) => ({ ...stream, bytes: compact(stream.bytes) })),
    payload: compact(payload),
  };
}

function decode({ partition }: DecodeJob, context: CodingContext): Results['decode'] {
  const block = decodePartition(partition, context);
  return {
    ...block,
    bases: compact(block.bases),
    streams: block.streams.map((stream) => ({ ...stream, bytes: compact(stream.bytes) })),
  };
}
