/**
 * A request to pack files into a collection, once its command line is understood.
 */
import type { EngineName, SelectMode } from '@pmklc/codec';

/** Paths to pack, and how. */
export interface PackRequest {
  readonly paths: readonly string[];
  /** A path, or `-` for standard output. */
  readonly output: string;
  /** Whether the output is there, and they are added to it. */
  readonly adds: boolean;
  readonly force: boolean;
  readonly hasAttributes: boolean;
  readonly followsLinks: boolean;
  readonly verify: boolean;
  readonly level: number;
  readonly select: SelectMode | undefined;
  readonly knowledge: readonly string[];
  readonly threads: number;
  readonly engine: EngineName | undefined;
  readonly memoryLimitBytes: number | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}
