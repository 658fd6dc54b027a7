import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { commentOpenings } from '../comment-openings.mjs';

const config = {
  plugins: { pmklc: { rules: { 'comment-openings': commentOpenings } } },
  rules: { 'pmklc/comment-openings': 'error' },
};

const complaintsAbout = (code) =>
  new Linter().verify(code, config).map(({ line, message }) => [line, message]);

test.each(['What it holds.', 'Those of a row.', 'Of a row.', 'The same, backwards.'])(
  'a doc comment must not begin with "%s"',
  (words) => {
    expect(complaintsAbout(`\n/** ${words} */`)).toHaveLength(1);
  },
);

test('the words are found in the second line of a comment, where its text begins', () => {
  expect(complaintsAbout('/**\n * What it holds.\n */')).toEqual([
    [1, 'The first words of a comment name the thing, so not "What".'],
  ]);
});

test.each([
  '/** Whatever comes. */',
  '/** Offset of a row. */',
  '/* What it holds. */',
  '// Of it.',
])('%s is let pass', (comment) => {
  expect(complaintsAbout(comment)).toEqual([]);
});
