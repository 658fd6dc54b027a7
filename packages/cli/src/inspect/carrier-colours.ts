/**
 * Colours of what carries bases, as styles of the page: a kind of the registry gets the next one of a list, so that a new kind has one.
 */
import { CARRIERS } from '@pmklc/models';
import { Html } from './html.ts';

/** A colour on a light page, and on a dark one. */
type Colour = readonly [light: string, dark: string];

/** Colours for kinds of experts, in the order of the registry; the last ones are still free. */
const EXPERT_COLOURS: readonly Colour[] = [
  ['#4e9fd8', '#4e9fd8'],
  ['#2f5fa8', '#7c9be0'],
  ['#009e73', '#17b088'],
  ['#e69f00', '#e0a21b'],
  ['#8c564b', '#b98a7f'],
  ['#17a2b8', '#4cc3d5'],
];
const OTHER_COLOURS: Readonly<Record<string, Colour>> = {
  joint: ['#b9699c', '#c97fae'],
  shortcut: ['#8ac926', '#9bd43c'],
  predictor: ['#7a5cc9', '#9b82e0'],
  unforeseen: ['#c8553d', '#d9705a'],
};

/** Variables of both colour schemes, and a class `c-NAME` for each carrier. */
export function carrierStyles(): Html {
  let next = 0;
  const colours = CARRIERS.map(({ name }): [string, Colour] => [
    name,
    OTHER_COLOURS[name] ?? EXPERT_COLOURS[next++ % EXPERT_COLOURS.length]!,
  ]);
  const variables = (scheme: 0 | 1) =>
    colours.map(([name, colour]) => `--${name}: ${colour[scheme]};`).join(' ');
  const classes = colours.map(([name]) => `.c-${name} { background: var(--${name}); }`);
  return new Html(
    [`:root { ${variables(0)} }`, `:root[data-theme='dark'] { ${variables(1)} }`, ...classes].join(
      '\n',
    ),
  );
}
