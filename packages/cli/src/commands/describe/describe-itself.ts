/**
 * `--completion` and `--man`: what shells and `man` want to know of the command.
 */
import type { Command as Parser } from 'commander';
import { completionScript } from './completions.ts';
import type { Shell } from '../../flags/main-parser.ts';
import { EXAMPLES, NOTES } from '../../flags/main-parser.ts';
import { manPage } from './man-page.ts';
import { SUBCOMMANDS } from '../subcommands.ts';
import { readVersion } from '../../version.ts';

/**
 * @param parser from `createMainParser`
 * @param shell for which there shall be a completion script; without it the manual page is made
 * @returns what is to be printed
 */
export async function describeItself(parser: Parser, shell?: Shell): Promise<string> {
  const commands = await Promise.all(
    SUBCOMMANDS.map(async ({ name, summary, load }) => {
      const command = await load();
      return { ...command, name, summary, parser: command.createParser() };
    }),
  );
  if (shell !== undefined) return completionScript(shell, parser, commands);
  const main = {
    name: 'pmklc',
    summary: 'packs genome files, and gives them back byte for byte',
    examples: EXAMPLES,
    notes: NOTES,
    parser,
  };
  return manPage(readVersion(), main, commands);
}
