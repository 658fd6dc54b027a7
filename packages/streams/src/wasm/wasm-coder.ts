/**
 * The compiled models of side streams.
 */
import { finishSteps, type Steps } from '@pmklc/core';
import type { StreamKind } from '../model-stream.ts';
import { columnsOf, primerOf } from '../model-stream.ts';
import type { ProteinLayout } from '../proteins/protein-layout.ts';
import type { Branch } from '../qualities/quality-tree.ts';
import type { Method, Model, StreamCoder } from '../stream-coder.ts';
import { type Begin, StreamDecoder } from './stream-decoder.ts';
import { bytesAt, write } from './wasm-memory.ts';
import { giveBack, takeInstance, type StreamsWasm } from './wasm-module.ts';

const LF = 10;
/** No line of what memory holds is so long. */
const MAX_WIDTH = 2 ** 32 - 1;
/** Bytes of a step, 0.05 s. */
const STEP_BYTES = 1 << 16;

/** The code of all of `bytes`. */
export function* encodeInSteps(model: Model, bytes: Uint8Array): Steps<Uint8Array> {
  const { length } = bytes;
  const wasm = takeInstance();
  const input = write(wasm, model.method === 'names' ? withLineEnd(bytes) : bytes);
  wasm.beginEncoding();
  beginOf(model, length)(wasm, input);
  for (let end = STEP_BYTES; end < length; end += STEP_BYTES) {
    wasm.codeTo(end);
    yield;
  }
  wasm.codeTo(length);
  wasm.finishEncoder();
  const code = bytesAt(wasm, wasm.outputAddress(), wasm.outputBytes()).slice();
  giveBack(wasm);
  return code;
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function* decodeInSteps(
  method: Method,
  code: Uint8Array,
  length: number,
): Steps<Uint8Array> {
  const decoder = openDecoder(method, code, length);
  for (let end = STEP_BYTES; end < length; end += STEP_BYTES) {
    decoder.decodeTo(end);
    yield;
  }
  decoder.decodeTo(length);
  const bytes = decoder.known(0);
  decoder.close();
  return bytes;
}

/** Decoder of a stream of `length` bytes, which goes as far as it is asked. */
export function openDecoder(method: Method, code: Uint8Array, length: number): StreamDecoder {
  return new StreamDecoder(code, length, beginOf(method, length));
}

/** Coder that does all at once, for suites that hold it to the plain implementation. */
export const wasmCoder: StreamCoder = {
  encodeModelled: (bytes, kind) => finishSteps(encodeInSteps({ method: kind }, bytes)),
  decodeModelled: (code, kind, length) =>
    finishSteps(decodeInSteps({ method: kind }, code, length)),
  encodeQualities: (bytes, plan) =>
    finishSteps(encodeInSteps({ method: 'qualities', plan }, bytes)),
  decodeQualities: (code, length) =>
    finishSteps(decodeInSteps({ method: 'qualities' }, code, length)),
  encodeNames: (bytes) => finishSteps(encodeInSteps({ method: 'names' }, bytes)),
  decodeNames: (code, length) => finishSteps(decodeInSteps({ method: 'names' }, code, length)),
  encodeRows: (bytes, layout) => finishSteps(encodeInSteps({ method: 'rows', layout }, bytes)),
  decodeRows: (code, layout, length) =>
    finishSteps(decodeInSteps({ method: 'rows', layout }, code, length)),
  encodeProteins: (bytes, layout) =>
    finishSteps(encodeInSteps({ method: 'proteins', layout }, bytes)),
  decodeProteins: (code, layout, length) =>
    finishSteps(decodeInSteps({ method: 'proteins', layout }, code, length)),
};

function beginOf(method: Method, length: number): Begin {
  switch (method.method) {
    case 'qualities':
      return (wasm, input) => {
        const { plan } = method;
        const tree = plan === undefined ? 0 : writeTree(wasm, plan.tree);
        const copies = plan?.copies === undefined ? 0 : write(wasm, bytesIn(plan.copies));
        const areMates = plan?.areMates ?? false;
        return (
          wasm.beginQualities(plan?.slotBits ?? 0, areMates, tree, copies, input, length) !== 0
        );
      };
    case 'names':
      return (wasm, input) => {
        wasm.beginNames(input, length);
        return true;
      };
    case 'rows':
      return (wasm, input) => {
        const { width, first } = method.layout;
        wasm.beginRows(width, first, input, length);
        return true;
      };
    case 'proteins':
      return beginProteins(method.layout, length);
    default:
      return beginModelled(method.method, length);
  }
}

function beginProteins({ width, isCrLf }: ProteinLayout, length: number): Begin {
  const primer = primerOf('primed');
  return (wasm, input) => {
    const address = write(wasm, primer);
    wasm.beginProteins(Math.min(width, MAX_WIDTH), isCrLf, address, primer.length, input, length);
    return true;
  };
}

function beginModelled(kind: StreamKind, length: number): Begin {
  const primer = primerOf(kind);
  return (wasm, input) => {
    const address = write(wasm, primer);
    wasm.beginModelled(columnsOf(kind), address, primer.length, input, length);
    return true;
  };
}

function withLineEnd(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = LF;
  return longer;
}

/** A tree in the order of its code, i16 each: a leaf's byte, or -1 for a decision. */
function writeTree(wasm: StreamsWasm, tree: Branch): number {
  const flatten = (branch: Branch): number[] =>
    typeof branch === 'number' ? [branch] : [-1, ...branch.flatMap(flatten)];
  return write(wasm, bytesIn(Int16Array.from(flatten(tree))));
}

/** Numbers as memory has them. */
function bytesIn({ buffer, byteOffset, byteLength }: Int16Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
