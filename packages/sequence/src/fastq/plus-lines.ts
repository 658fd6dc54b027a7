/**
 * The third lines of FASTQ records: nearly always all empty, or all a copy of the title.
 */
import { ByteBuffer } from '@pmklc/core';
import type { Sections } from '../sections/sections.ts';
import { FLAG_PLUS_IS_TITLE, SECTION_PLUS } from '../sections/sections.ts';

const LF = 10;

/** Range of the title of the same record, and the titles of all records before it. */
interface TitleRange {
  /** Titles of the records before, each followed by LF. */
  readonly titles: ByteBuffer;
  readonly start: number;
  readonly end: number;
}

export class PlusLines {
  #count = 0;
  #areEmpty = true;
  #areTitles = true;
  /** The lines, each followed by LF, once they are neither all empty nor all titles. */
  readonly #text = new ByteBuffer(16);

  /** Adds the text `view[start, end)` that follows `+`. */
  add(view: Uint8Array, start: number, end: number, title: TitleRange): void {
    const isEmpty = start === end;
    const isTitle = isEmpty ? title.start === title.end : isCopy(view, start, end, title);
    const wasSpecial = this.#areEmpty || this.#areTitles;
    const areEmpty = this.#areEmpty && isEmpty;
    const areTitles = this.#areTitles && isTitle;
    if (wasSpecial && !areEmpty && !areTitles) this.#spellOut(title.titles);
    if (!areEmpty && !areTitles) {
      this.#text.append(view, start, end);
      this.#text.push(LF);
    }
    this.#areEmpty = areEmpty;
    this.#areTitles = areTitles;
    this.#count++;
  }

  /** Writes out what was only implied so far. */
  #spellOut(titles: ByteBuffer): void {
    if (this.#areEmpty) for (let i = 0; i < this.#count; i++) this.#text.push(LF);
    else this.#text.append(titles.bytes, 0, titles.length);
  }

  /** Adds what is needed to know the lines, nothing when all are empty. */
  encode(sections: Sections): void {
    if (this.#areEmpty) return;
    if (this.#areTitles) sections.flags |= FLAG_PLUS_IS_TITLE;
    else sections.bytes[SECTION_PLUS] = this.#text.view().slice(0, -1);
  }
}

function isCopy(view: Uint8Array, start: number, end: number, title: TitleRange): boolean {
  if (end - start !== title.end - title.start) return false;
  for (let i = start, j = title.start; i < end; i++, j++) if (view[i] !== view[j]) return false;
  return true;
}
