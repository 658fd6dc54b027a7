/**
 * A subcommand: what `pmklc NAME ...` does for some names.
 */
import type { Command as Parser } from 'commander';
import type { ExitCode } from '../messages/errors.ts';

/**
 * Work that is left to do when the arguments are understood.
 * @param signal aborted when the user wants it to end; its reason is thrown
 */
export type Work = (signal: AbortSignal) => Promise<ExitCode>;

/** A subcommand before it is loaded. */
export interface NamedSubcommand {
  readonly name: string;
  /** One line for the help of `pmklc`. */
  readonly summary: string;
  load(): Promise<Subcommand>;
}

/** A subcommand with its options and its work. */
export interface Subcommand {
  /** First and last lines of its help; the manual page has them, too. */
  readonly examples: string;
  readonly notes: string;
  /** Makes the parser of its options; help, manual page and completions are made from it. */
  createParser(): Parser;
  /**
   * @param parser that has parsed the arguments
   * @throws UsageError when they do not go together
   */
  plan(parser: Parser): Work;
}
