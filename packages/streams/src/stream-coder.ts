/**
 * Coders of side streams: the plain implementation defines the results, the compiled one equals it bit for bit.
 */
import type { StreamKind } from './model-stream.ts';
import {
  decodeModelled,
  decodeModelledBeginning,
  decodeRowBeginning,
  decodeRows,
  encodeModelled,
  encodeRows,
} from './model-stream.ts';
import type { ProteinLayout } from './proteins/protein-layout.ts';
import {
  decodeProteinBeginning,
  decodeProteins,
  encodeProteins,
} from './proteins/protein-stream.ts';
import type { QualityPlan } from './qualities/quality-stream.ts';
import {
  decodeQualities,
  decodeQualityBeginning,
  encodeQualities,
} from './qualities/quality-stream.ts';
import type { RowLayout } from './rows/row-layout.ts';
import { decodeNameBeginning, decodeNames, encodeNames } from './text/name-stream.ts';

/** A model, and what a writer must know of how it is used. */
export type Model =
  | { readonly method: StreamKind | 'names' }
  | { readonly method: 'qualities'; readonly plan: QualityPlan }
  | { readonly method: 'rows'; readonly layout: RowLayout }
  | { readonly method: 'proteins'; readonly layout: ProteinLayout };

/** A model, and what a reader must know: the plan of qualities is in their code. */
export type Method =
  | { readonly method: StreamKind | 'names' | 'qualities'; readonly plan?: QualityPlan }
  | { readonly method: 'rows'; readonly layout: RowLayout }
  | { readonly method: 'proteins'; readonly layout: ProteinLayout };

/**
 * All models of side streams. Decoders take the length of the stream, and throw PmklcError `truncated` or `corrupt`
 * when the code is not the code of so many bytes.
 */
export interface StreamCoder {
  encodeModelled(this: void, bytes: Uint8Array, kind: StreamKind): Uint8Array;
  decodeModelled(this: void, code: Uint8Array, kind: StreamKind, length: number): Uint8Array;
  encodeQualities(this: void, bytes: Uint8Array, plan: QualityPlan): Uint8Array;
  decodeQualities(this: void, code: Uint8Array, length: number): Uint8Array;
  encodeNames(this: void, bytes: Uint8Array): Uint8Array;
  decodeNames(this: void, code: Uint8Array, length: number): Uint8Array;
  encodeRows(this: void, bytes: Uint8Array, layout: RowLayout): Uint8Array;
  decodeRows(this: void, code: Uint8Array, layout: RowLayout, length: number): Uint8Array;
  encodeProteins(this: void, bytes: Uint8Array, layout: ProteinLayout): Uint8Array;
  decodeProteins(this: void, code: Uint8Array, layout: ProteinLayout, length: number): Uint8Array;
}

/** Coder in plain TypeScript, for suites. */
export const referenceCoder: StreamCoder = {
  encodeModelled,
  decodeModelled,
  encodeQualities,
  decodeQualities,
  encodeNames,
  decodeNames,
  encodeRows,
  decodeRows,
  encodeProteins,
  decodeProteins,
};

/** The first bytes of a stream, those that are certain when its `code` is cut off; in plain TypeScript. */
export function decodeStreamBeginning(
  method: Method,
  code: Uint8Array,
  length: number,
): Uint8Array {
  switch (method.method) {
    case 'qualities':
      return decodeQualityBeginning(code, length);
    case 'names':
      return decodeNameBeginning(code, length);
    case 'rows':
      return decodeRowBeginning(code, method.layout, length);
    case 'proteins':
      return decodeProteinBeginning(code, method.layout, length);
    default:
      return decodeModelledBeginning(code, method.method, length);
  }
}
