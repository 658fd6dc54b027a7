/**
 * What `pmklc NAME ...` does for some names.
 */
import type { Command as Parser } from 'commander';
import type { ExitCode } from '../messages/errors.ts';

/**
 * What is left to do when the arguments are understood.
 * @param signal aborted when the user wants it to end; its reason is thrown
 */
export type Work = (signal: AbortSignal) => Promise<ExitCode>;

/** A subcommand before it is loaded. */
export interface NamedSubcommand {
  readonly name: string;
  /** For the help of `pmklc`, one line. */
  readonly summary: string;
  load(): Promise<Subcommand>;
}

/** A subcommand with its options and its work. */
export interface Subcommand {
  /** First and last lines of its help; the manual page has them, too. */
  readonly examples: string;
  readonly notes: string;
  /** Its options; help, manual page and completions are made from them. */
  createParser(): Parser;
  /**
   * @param parser that has parsed the arguments
   * @throws UsageError when they do not go together
   */
  plan(parser: Parser): Work;
}
