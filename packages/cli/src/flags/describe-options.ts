/**
 * Options of a parser as plain facts, from which manual page and completions are made.
 */
import type { Command as Parser, Option } from 'commander';

/** One option that help shows. */
export interface OptionFact {
  /** Short form, such as `-o`. */
  readonly short: string | undefined;
  /** Long form, such as `--output`; undefined for `-1`. */
  readonly long: string | undefined;
  /** Name of its value, such as `FILE`; undefined when it takes none. */
  readonly value: string | undefined;
  /** All values that there are, where that is known. */
  readonly choices: readonly string[];
  readonly help: string;
}

/** Options under one title, in the order of the help. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionFact[];
}

/** Title of the options that the parser puts under none of ours. */
const OTHERS = 'Options:';

const HELP: OptionFact = {
  short: '-h',
  long: '--help',
  value: undefined,
  choices: [],
  help: 'print this and exit',
};

/** Options by title, without the hidden ones; those that have no title of their own come last. */
export function optionGroups(parser: Parser): OptionGroup[] {
  const groups = new Map<string, OptionFact[]>();
  for (const option of parser.options.filter(({ hidden }) => !hidden)) {
    const title = option.helpGroupHeading ?? OTHERS;
    groups.set(title, [...(groups.get(title) ?? []), factOf(option)]);
  }
  const others = groups.get(OTHERS) ?? [];
  groups.delete(OTHERS);
  groups.set(OTHERS, [...others, HELP]);
  return [...groups].map(([title, options]) => ({ title: title.replace(/:$/, ''), options }));
}

/** All options of `optionGroups`, without the titles. */
export function allOptions(parser: Parser): OptionFact[] {
  return optionGroups(parser).flatMap(({ options }) => options);
}

function factOf(option: Option): OptionFact {
  const { short, long, flags, description, argChoices = [] } = option;
  const value = /<(.*)>/.exec(flags)?.[1];
  return { short, long, value, choices: argChoices, help: description };
}
