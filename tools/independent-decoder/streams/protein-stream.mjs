/** Titles and amino acids: docs/format/sequence.md, "Protein streams". */
import { BitDecoder } from './bit-decoder.mjs';
import { ByteModel } from './byte-model.mjs';
import { Cursor } from '../container/cursor.mjs';
import { moved } from './plain-bits.mjs';
import { PRIMER } from './primer.mjs';
import { AminoAcidModel } from './residue-model.mjs';
import { byteOf, END, OTHER } from './residue-symbols.mjs';
import { TextContexts } from './text-contexts.mjs';

const LF = 10;
const CR = 13;
const TITLE = 0x3e;

/** Unpacks a stream from what follows its first byte. */
export function unpackProteins(body) {
  const cursor = new Cursor(body);
  const size = cursor.varint();
  const layout = cursor.varint();
  const decoder = new BitDecoder(cursor.rest());
  const stream = new ProteinStream(size, Math.floor(layout / 2), layout % 2 === 1, decoder);
  const bytes = stream.decode();
  decoder.finish();
  return bytes;
}

class ProteinStream {
  #bytes;
  #at = 0;
  #width;
  #lineEnd;
  #column = 0;
  #coded;
  #residues;
  #nextTitleByte;
  #wrap = 60000;
  #others = new Uint16Array(256).fill(32768);

  constructor(size, width, crlf, decoder) {
    this.#bytes = new Uint8Array(size);
    this.#width = width;
    this.#lineEnd = crlf ? [CR, LF] : [LF];
    this.#coded = (probability) => decoder.bit(probability);
    this.#residues = new AminoAcidModel(size);
    this.#nextTitleByte = titleReader(size, this.#coded);
  }

  decode() {
    while (this.#at < this.#bytes.length) this.#turn();
    return this.#bytes;
  }

  #turn() {
    if (this.#width > 0 && this.#column === this.#width && this.#wraps()) {
      this.#put(this.#lineEnd);
      this.#column = 0;
      return;
    }
    const symbol = this.#residues.next(this.#coded);
    if (symbol === END) return this.#endRecord();
    const byte = symbol === OTHER ? this.#other() : byteOf(symbol);
    this.#put([byte]);
    this.#column = byte === LF ? 0 : this.#column + 1;
  }

  #wraps() {
    const bit = this.#coded(this.#wrap);
    this.#wrap = moved(this.#wrap, bit, 5);
    return bit === 1;
  }

  #endRecord() {
    if (this.#column > 0) this.#put(this.#lineEnd);
    this.#put([TITLE]);
    this.#column = 0;
    while (this.#at < this.#bytes.length) {
      const byte = this.#nextTitleByte();
      this.#put([byte]);
      if (byte === LF) return;
    }
  }

  #other() {
    let partial = 1;
    for (let i = 0; i < 8; i++) {
      const bit = this.#coded(this.#others[partial]);
      this.#others[partial] = moved(this.#others[partial], bit, 4);
      partial = 2 * partial + bit;
    }
    return partial % 256;
  }

  /** Puts out bytes, up to the end of the stream. */
  #put(bytes) {
    for (const byte of bytes) {
      if (this.#at < this.#bytes.length) this.#bytes[this.#at++] = byte;
    }
  }
}

/** A function that decodes the next byte of the titles. */
function titleReader(size, coded) {
  const history = new Uint8Array(PRIMER.length + size);
  const model = new ByteModel(new TextContexts(history), history);
  for (const byte of PRIMER) model.code(() => 0, byte);
  let at = PRIMER.length;
  return () => {
    model.code(coded);
    return history[at++];
  };
}
