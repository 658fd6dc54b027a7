/**
 * Names of records as the page has them: thousands of long ones would make it large.
 */
import { escapeText } from '../messages/escape-text.ts';

const MAX_CHARACTERS = 60;

/** Without control characters. It is not HTML yet: escape it. */
export function shownName(name: string): string {
  const text = escapeText(name);
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 3)}...`;
}
