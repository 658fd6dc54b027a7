/** Lines of names: docs/format/sequence.md, "Name streams". */
import { BitDecoder } from './bit-decoder.mjs';
import { ByteModel } from './byte-model.mjs';
import { Cursor, must } from '../container/cursor.mjs';
import { LearnedBits, numberReader } from './plain-bits.mjs';
import { TextContexts } from './text-contexts.mjs';

const LF = 10;
const LAST_FIELD = 255;
const [SAME, COUNTED, LITERAL] = [0, 1, 2];

/** Unpacks a stream from what follows its first byte. */
export function unpackNames(body) {
  const cursor = new Cursor(body);
  const size = cursor.varint();
  must(size <= 2 ** 28, 'a modelled stream has at most 2^28 bytes');
  return decodeNames(size, cursor.rest());
}

export function decodeNames(size, code) {
  const decoder = new BitDecoder(code);
  const bytes = new NameStream(size + 1, decoder).decode();
  decoder.finish();
  return bytes.subarray(0, size);
}

class NameStream {
  #decoder;
  #bytes;
  #at = 0;
  #model;
  #kindBits = new Map();
  #kinds = [];
  #numbers = [];

  constructor(size, decoder) {
    this.#decoder = decoder;
    this.#bytes = new Uint8Array(size);
    this.#model = new ByteModel(new TextContexts(this.#bytes), this.#bytes);
  }

  decode() {
    for (let line = []; this.#at < this.#bytes.length;) line = this.#line(line);
    return this.#bytes;
  }

  /** The fields of a line after one with the fields `before`. */
  #line(before) {
    const fields = [];
    let kind = SAME;
    while (fields.at(-1)?.at(-1) !== LF) {
      must(this.#at < this.#bytes.length, 'the last line ends');
      const start = this.#at;
      const number = fields.length;
      kind = this.#field(number, kind, before[number]);
      this.#kinds[number] = kind;
      fields.push(this.#bytes.slice(start, this.#at));
    }
    return fields;
  }

  #field(number, last, above) {
    const kind = above === undefined ? LITERAL : this.#kind(number, last);
    if (kind === LITERAL) this.#literal(number);
    else this.#skip(kind === SAME ? above : this.#counted(number, above));
    return kind;
  }

  #kind(number, last) {
    const key = [number, this.#kinds[number] ?? LITERAL, last].join();
    if (!this.#kindBits.has(key)) this.#kindBits.set(key, new LearnedBits(this.#decoder, 2));
    const bits = this.#kindBits.get(key);
    if (bits.bit(0) === 1) return SAME;
    return bits.bit(1) === 1 ? COUNTED : LITERAL;
  }

  #counted(number, above) {
    this.#numbers[number] ??= numberReader(this.#decoder);
    const step = this.#numbers[number]() + 1;
    const [, own, digits, end] = /^(.*?)(\d{0,9})(.)$/s.exec(String.fromCharCode(...above));
    const sum = Number(digits) + step;
    must(digits.length > 0 && sum < 10 ** 9, 'a name counts on');
    const width = digits.startsWith('0') ? digits.length : 0;
    return Uint8Array.from(own + String(sum).padStart(width, '0') + end, (c) => c.charCodeAt(0));
  }

  #skip(field) {
    must(field.length <= this.#bytes.length - this.#at, 'a field fits in its stream');
    for (const byte of field) {
      this.#model.skip(byte);
      this.#at++;
    }
  }

  #literal(number) {
    for (let isEnd = false; !isEnd && this.#at < this.#bytes.length;) {
      this.#model.code((probability) => this.#decoder.bit(probability));
      isEnd = ends(this.#bytes[this.#at++], number);
    }
  }
}

/** Whether a byte ends the field with a number. */
function ends(byte, number) {
  return number === LAST_FIELD ? byte === LF : !/[0-9A-Za-z]/.test(String.fromCharCode(byte));
}
