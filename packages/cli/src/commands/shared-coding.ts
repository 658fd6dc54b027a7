/**
 * Settings and resources that all inputs of a command share.
 */
import type { CodingOptions, DecompressOptions, Semaphore } from '@pmklc/codec';
import type { ModelConfig } from '@pmklc/models';
import type { Command } from '../flags/command.ts';

/** Settings and resources that all inputs of a command share. */
export interface SharedCoding extends Pick<
  CodingOptions,
  'knowledge' | 'predictor' | 'runner' | 'semaphore'
> {
  readonly signal: AbortSignal;
  /** Semaphore for decoding what was packed, which goes on while packing does. */
  readonly verifySemaphore: Semaphore;
  /** Whether a bar may show how far it is: not when several would. */
  readonly hasBar: boolean;
  /** From `--model`. */
  readonly model?: ModelConfig;
}

/** Options of decoding, without what is for packing. */
export function decodingOf(
  { engine, memoryLimitBytes }: Command,
  {
    model,
    verifySemaphore,
    hasBar,
    ...coding
  }: Omit<SharedCoding, 'hasBar'> & { hasBar?: boolean },
): DecompressOptions {
  void [model, verifySemaphore, hasBar];
  return {
    ...coding,
    ...(engine === undefined ? {} : { engine }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  };
}
