/**
 * `--completion` and `--man`: what shells and `man` want to know of the command.
 */
import type { Command as Parser } from 'commander';
import type { Shell } from './completions.ts';
import { completionScript } from './completions.ts';
import { EXAMPLES, NOTES } from '../flags/main-parser.ts';
import { manPage } from './man-page.ts';
import type { PrintRequest } from '../flags/parse-with.ts';
import { SUBCOMMANDS } from './subcommands.ts';
import { readVersion } from '../version.ts';

/** @returns what is to be printed; undefined when the arguments ask for something else */
export function describeItself(parser: Parser): PrintRequest | undefined {
  const { completion, man } = parser.opts<{ completion?: Shell; man?: true }>();
  const commands = SUBCOMMANDS.map((command) => ({ ...command, parser: command.createParser() }));
  if (completion !== undefined) return { print: completionScript(completion, parser, commands) };
  if (man === undefined) return undefined;
  const main = {
    name: 'pmklc',
    summary: 'packs genome files, and gives them back byte for byte',
    examples: EXAMPLES,
    notes: NOTES,
    parser,
  };
  return { print: manPage(readVersion(), main, commands) };
}
