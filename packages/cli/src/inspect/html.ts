/**
 * Text into HTML, where nothing that comes from a file can become markup or script.
 */
import { escapeText } from '../messages/escape-text.ts';

/** HTML that is safe to put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | Html | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template of HTML: what is put in is escaped unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const filled = parts.map((part, i) => (i === 0 ? part : toHtml(contents[i - 1]!) + part));
  return new Html(filled.join(''));
}

/** JSON for a script element: with no `<` in it, nothing can end the element. */
export function scriptJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

function toHtml(content: Content): string {
  if (content instanceof Html) return content.text;
  if (Array.isArray(content)) return (content as readonly Html[]).map(toHtml).join('');
  return escapeText(String(content)).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
