/**
 * Completion scripts for shells, made from the options themselves.
 */
import type { Command as Parser } from 'commander';
import type { OptionFact } from '../../flags/describe-options.ts';
import { allOptions } from '../../flags/describe-options.ts';
import type { Shell } from '../../flags/main-parser.ts';

/** A command and its summary; the first argument, or nothing. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly parser: Parser;
}

const MAKERS = { bash: forBash, zsh: forZsh, fish: forFish };

/** @returns what the shell is to read */
export function completionScript(
  shell: Shell,
  main: Parser,
  commands: readonly CompletedCommand[],
): string {
  return MAKERS[shell](main, commands);
}

function forBash(main: Parser, commands: readonly CompletedCommand[]): string {
  const words = (parser: Parser) => allOptions(parser).flatMap(namesOf).join(' ');
  const all = [main, ...commands.map(({ parser }) => parser)].flatMap(allOptions);
  const cases = all
    .filter(({ choices }) => choices.length > 0)
    .map((option) => `    ${namesOf(option).join('|')}) words='${option.choices.join(' ')}' ;;\n`);
  const free = all.filter(({ value, choices }) => value && choices.length === 0 && !isFile(value));
  const commandCases = commands.map(
    ({ name, parser }) => `    ${name}) options='${words(parser)}' ;;\n`,
  );
  return `# bash completion for pmklc; load it with: source <(pmklc --completion bash)
_pmklc() {
  local current=\${COMP_WORDS[COMP_CWORD]} options words=''
  case \${COMP_WORDS[1]} in
${commandCases.join('')}    *) options='${words(main)}' ;;
  esac
  case \${COMP_WORDS[COMP_CWORD - 1]} in
${unique(cases).join('')}    ${unique(free.flatMap(namesOf)).join('|')}) COMPREPLY=(); compopt +o default; return ;;
    *)
      if [[ $current == -* ]]; then words=$options
      elif ((COMP_CWORD == 1)); then words='${commands.map(({ name }) => name).join(' ')}'
      fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _pmklc pmklc
`;
}

function forZsh(main: Parser, commands: readonly CompletedCommand[]): string {
  const specs = (parser: Parser) =>
    allOptions(parser)
      .map((o) => `    ${zshSpec(o)} \\\n`)
      .join('');
  const cases = commands.map(
    ({ name, parser }) => `  if [[ $words[2] == ${name} && CURRENT -gt 2 ]]; then
    shift words; ((CURRENT--))
    _arguments -s \\
${indent(specs(parser))}      '1:FILE:_files' '*:REGION:'
    return
  fi
`,
  );
  const names = commands.map(({ name, summary }) => `${name}\\:${quoted(summary)}`).join(' ');
  return `#compdef pmklc
# zsh completion for pmklc; save it as _pmklc in a folder of $fpath
_pmklc() {
${cases.join('')}  _arguments -s \\
${specs(main)}    '1:FILE or command:_alternative "commands:command:((${names}))" "files:FILE:_files"' '*:FILE:_files'
}
_pmklc "$@"
`;
}

function zshSpec({ short, long, value, choices, help }: OptionFact): string {
  const action = value === undefined ? '' : `:${value}:${zshAction(value, choices)}`;
  const text = quoted(help).replace(/[[\]]/g, '\\$&');
  const names = [short, long].filter((name) => name !== undefined);
  const equals = (name: string) =>
    value !== undefined && name.startsWith('--') ? `${name}=` : name;
  return names.map((name) => `'${equals(name)}[${text}]${action}'`).join(' ');
}

function zshAction(value: string, choices: readonly string[]): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return isFile(value) ? '_files' : '';
}

function forFish(main: Parser, commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const isMain = `not __fish_seen_subcommand_from ${names}`;
  const lines = [
    '# fish completion for pmklc; save it as ~/.config/fish/completions/pmklc.fish',
    ...commands.map(
      ({ name, summary }) =>
        `complete -c pmklc -n __fish_is_first_arg -a ${name} -d '${quoted(summary)}'`,
    ),
    ...allOptions(main).map((option) => fishLine(option, isMain)),
    ...commands.flatMap(({ name, parser }) =>
      allOptions(parser).map((o) => fishLine(o, `__fish_seen_subcommand_from ${name}`)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function fishLine({ short, long, value, choices, help }: OptionFact, condition: string): string {
  const parts = ['complete -c pmklc', `-n '${condition}'`];
  if (short !== undefined) parts.push(`-s ${short.slice(1)}`);
  if (long !== undefined) parts.push(`-l ${long.slice(2)}`);
  if (value !== undefined) parts.push(isFile(value) ? '-r' : '-x');
  if (choices.length > 0) parts.push(`-a '${choices.join(' ')}'`);
  return [...parts, `-d '${quoted(help)}'`].join(' ');
}

/** Short and long form of an option, as far as there are. */
function namesOf({ short, long }: OptionFact): string[] {
  return [short, long].filter((name) => name !== undefined);
}

function isFile(value: string): boolean {
  return value.startsWith('FILE');
}

/** Within single quotes, which an apostrophe would end, so that it becomes a typographic one. */
function quoted(text: string): string {
  return text.replaceAll("'", '’');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ').replace(/ +$/, '');
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
