/**
 * Runs an option parser, which otherwise would print and end the process itself.
 */
import type { Command as Parser } from 'commander';
import { CommanderError } from 'commander';
import { UsageError } from '../messages/errors.ts';

/** The command line wants a text printed, and nothing else done. */
export interface PrintRequest {
  readonly print: string;
}

/**
 * @param args without the names of program and command
 * @returns the text to print, for `--help` and the like; otherwise undefined, and `parser` has the rest
 * @throws UsageError when the arguments make no sense
 */
export function parseWith(parser: Parser, args: readonly string[]): PrintRequest | undefined {
  let printed = '';
  parser.exitOverride().configureOutput({
    writeOut: (text) => (printed += text),
    writeErr: () => {},
  });
  try {
    parser.parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { print: printed };
    throw new UsageError(error.message.replace(/^error: /, '').replace(/\n/g, ' '));
  }
}
