/**
 * Job and messages that travel between the command and the worker that inspects for it. Everything here can be cloned.
 */
import type { Inspection, InspectOptions, SelectMode } from '@pmklc/codec';

export interface InspectJob {
  readonly path: string;
  /** Level and knowledge for files that are no archives: they are packed first. */
  readonly level: number;
  readonly select: SelectMode;
  /** URL of the module with the predictor. */
  readonly predictorModule: string | undefined;
  readonly options: Pick<InspectOptions, 'memoryLimitBytes' | 'engine' | 'knowledge'>;
}

/** How far the worker is, what it found, or what went wrong: an error class would not survive the way. */
export type InspectMessage =
  | { readonly done: number }
  /** The one that codes a file that is no archive. */
  | { readonly level: number }
  | { readonly inspection: Inspection }
  | { readonly failure: { code: string | undefined; message: string; kind: string } };
