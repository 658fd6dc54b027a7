/**
 * The manual page, in roff with the man macros, made from the options themselves.
 */
import type { CompletedCommand } from './completions.ts';
import type { OptionFact } from '../../flags/describe-options.ts';
import { optionGroups } from '../../flags/describe-options.ts';

/** A command with the texts of its help. */
export interface ManualCommand extends CompletedCommand {
  /** Lines of a command, two spaces or more, and what it does. */
  readonly examples: string;
  readonly notes: string;
}

/**
 * @param main `pmklc` without a command
 * @returns the text of `pmklc.1`
 */
export function manPage(
  version: string,
  main: ManualCommand,
  commands: readonly ManualCommand[],
): string {
  const { parser } = main;
  return [
    `.TH PMKLC 1 "" "pmklc ${escaped(version)}"`,
    '.SH NAME',
    `pmklc \\- ${escaped(main.summary)}`,
    '.SH SYNOPSIS',
    ...[main, ...commands].flatMap((command) => [
      '.B ' + escaped(command.parser.name()),
      usage(command),
      '.br',
    ]),
    '.SH DESCRIPTION',
    escaped(parser.description()),
    '.SH EXAMPLES',
    ...examples(main),
    '.SH OPTIONS',
    ...options(main),
    ...paragraphs(main.notes),
    ...commands.flatMap((command) => [
      `.SH ${escaped(command.parser.name().toUpperCase())}`,
      escaped(command.parser.description()),
      ...examples(command),
      ...options(command),
      ...paragraphs(command.notes),
    ]),
    '.SH SEE ALSO',
    '.BR gzip (1),',
    '.BR samtools-faidx (1)',
    '',
  ].join('\n');
}

function usage({ parser }: ManualCommand): string {
  return escaped(parser.usage());
}

function examples({ examples: text }: ManualCommand): string[] {
  return text
    .split('\n')
    .map((line) => /^ {2}(\S.*?) {2,}(\S.*)$|^ {2}(\S.*)$/.exec(line))
    .filter((match) => match !== null)
    .flatMap(([, command, comment, alone]) => [
      '.TP',
      `.B ${escaped(command ?? alone!)}`,
      escaped(comment ?? ''),
    ]);
}

function options({ parser }: ManualCommand): string[] {
  return optionGroups(parser).flatMap(({ title, options: group }) => [
    `.SS ${escaped(title)}`,
    ...group.flatMap((option) => ['.TP', `.B ${escaped(flags(option))}`, escaped(helpOf(option))]),
  ]);
}

function flags({ short, long, value }: OptionFact): string {
  const names = [short, long].filter((name) => name !== undefined).join(', ');
  return value === undefined ? names : `${names} ${value}`;
}

function helpOf({ help, choices }: OptionFact): string {
  return choices.length > 0 ? `${help} (${choices.join(', ')})` : help;
}

function paragraphs(text: string): string[] {
  const sentences = text.trim().split(/(?<=\.)\n/);
  return sentences.flatMap((sentence) => ['.PP', escaped(sentence.replaceAll('\n', ' '))]);
}

/** Text in which roff sees no commands and no hyphens that it may turn into others. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}
