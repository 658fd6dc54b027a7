/**
 * ESLint rule for the first words of doc comments, which name the thing: "Bases of a sample", not "What a sample holds". Of 2,633
 * comments 404 once began with one of these, and had to be read to their end to be understood.
 */
const OPENING = /^[\s*]*(What|Those|Of|Who|Where|By|The same)\b/;

/** @type {import('eslint').Rule.RuleModule} */
export const commentOpenings = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { opening: 'The first words of a comment name the thing, so not "{{ words }}".' },
  },
  create({ sourceCode, report }) {
    return {
      Program() {
        for (const { type, value, loc } of sourceCode.getAllComments()) {
          const words = isDoc(type, value) && OPENING.exec(value)?.[1];
          if (words) report({ loc, messageId: 'opening', data: { words } });
        }
      },
    };
  },
};

const isDoc = (type, value) => type === 'Block' && value.startsWith('*');
