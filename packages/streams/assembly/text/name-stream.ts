/**
 * Streams of names; `src/text/name-stream.ts` defines them.
 */
import { allocate } from '../memory';
import { codeAdaptive, newBits } from '../bytes/adaptive-bit';
import { isTruncated } from '../bytes/bit-coder';
import { codeNumber, newNumbers } from '../bytes/number-coder';
import {
  codeStreamByte,
  historyAddress,
  historyLength,
  initStreamModel,
  skipStreamByte,
} from '../model-stream';
import {
  countOn,
  digitBytes,
  endsField,
  firstDigit,
  LAST_FIELD,
  NO_STEP,
  ownBytes,
  stepTo,
} from './name-fields';

const LF: i32 = 10;
const FIELDS: usize = LAST_FIELD + 1;
const SAME: i32 = 0;
const COUNTED: i32 = 1;
const LITERAL: i32 = 2;
const KINDS: i32 = 3;
const KIND_RATE: i32 = 4;
const FIRST_UPWARDS: i32 = 3072;
const MIN_UPWARDS: i32 = 3000;
const UPWARDS_RATE: i32 = 3;

/** Bytes to encode, the last LF among them; 0 when decoding. */
let input: usize = 0;
/** Bytes to code, the last LF among them. */
let length: i32 = 0;
let kinds: usize = 0;
/** usize[256]: coders of the steps of each field, 0 before the first. */
let steps: usize = 0;
/** u8[256]: kind of each field the last time. */
let lastKinds: usize = 0;
/** i32[256] */
let upwards: usize = 0;
/** i32[257] each: starts of the fields of the line before, then its end; the same of this line. */
let before: usize = 0;
let current: usize = 0;
let fieldsBefore: i32 = 0;
/** The step that the writer chose. */
let step: i64 = 0;
/** Whether the code is of no stream of names. */
let isBad: bool = false;

/** A stream of `bytes` bytes, when encoding those at `from`, behind which is an LF. */
export function beginNameStream(from: usize, bytes: u32): void {
  input = from;
  length = <i32>bytes + 1;
  initStreamModel(0, 0, bytes + 1);
  kinds = newBits(2 * FIELDS * KINDS * KINDS);
  steps = allocate(FIELDS << 2);
  lastKinds = allocate(FIELDS);
  memory.fill(lastKinds, <u8>LITERAL, FIELDS);
  upwards = allocate(FIELDS << 2);
  for (let i: usize = 0; i < FIELDS; i++) store<i32>(upwards + (i << 2), FIRST_UPWARDS);
  before = allocate((FIELDS + 1) << 2);
  current = allocate((FIELDS + 1) << 2);
  fieldsBefore = 0;
  isBad = false;
}

/** Codes on until `to` bytes or more are coded. Returns false when the code is of no such stream. */
export function codeNamesTo(to: u32): bool {
  // The last LF is coded after all bytes.
  const end = <i32>to + i32(<i32>to == length - 1);
  while (historyLength() < end && !isBad && !isTruncated()) codeLine();
  return !isBad;
}

/** Bytes coded so far, the last LF not among them. */
export function codedNames(): u32 {
  return min(historyLength(), length - 1);
}

function codeLine(): void {
  store<i32>(current, historyLength());
  let kind = SAME;
  for (let field = 0; ; field++) {
    kind = codeField(field, kind);
    if (isBad || isTruncated()) return;
    const done = historyLength();
    store<i32>(current + ((<usize>(field + 1)) << 2), done);
    if (load<u8>(historyAddress() + done - 1) == LF) {
      fieldsBefore = field + 1;
      break;
    }
    if (done == length) {
      isBad = true;
      return;
    }
  }
  const swapped = before;
  before = current;
  current = swapped;
}

/** Codes a field after one of kind `last`, and returns its kind. */
function codeField(field: i32, last: i32): i32 {
  if (field >= fieldsBefore) return codeLiteral(field);
  const bounds = before + ((<usize>field) << 2);
  const start = load<i32>(bounds),
    end = load<i32>(bounds, 4);
  const kind = codeKind(field, last, input ? choose(field, start, end) : LITERAL);
  store<u8>(lastKinds + field, <u8>kind);
  if (kind == LITERAL) return codeLiteral(field);
  if (kind == SAME) put(start, end);
  else codeCounted(field, start, end);
  return kind;
}

function codeKind(field: i32, last: i32, kind: i32): i32 {
  const at = 2 * ((field * KINDS + <i32>load<u8>(lastKinds + field)) * KINDS + last);
  if (codeAdaptive(kinds, at, KIND_RATE, i32(kind == SAME))) return SAME;
  return codeAdaptive(kinds, at + 1, KIND_RATE, i32(kind == COUNTED)) ? COUNTED : LITERAL;
}

/** Kind that the writer chooses for the next field: numbers are counted on if they mostly grow. */
function choose(field: i32, start: i32, end: i32): i32 {
  const from = input + historyLength();
  let to = from;
  while (!endsField(load<u8>(to), field)) to++;
  to++;
  const a = historyAddress() + start,
    b = historyAddress() + end;
  if (b - a == to - from && memory.compare(a, from, b - a) == 0) return SAME;
  step = stepTo(a, b, from, to);
  if (step == NO_STEP) return LITERAL;
  const at = upwards + ((<usize>field) << 2);
  const share = load<i32>(at);
  store<i32>(at, share + (step > 0 ? (4096 - share) >> UPWARDS_RATE : -(share >> UPWARDS_RATE)));
  return step > 0 && share >= MIN_UPWARDS ? COUNTED : LITERAL;
}

function codeCounted(field: i32, start: i32, end: i32): void {
  const at = steps + ((<usize>field) << 2);
  if (load<usize>(at) == 0) store<usize>(at, newNumbers());
  const coded = <i64>codeNumber(load<usize>(at), <u32>(step - 1)) + 1;
  if (isTruncated()) return;
  if (!countOn(historyAddress() + start, historyAddress() + end, coded)) {
    isBad = true;
    return;
  }
  if (!fits(<i32>ownBytes + <i32>digitBytes + 1)) return;
  const last = <i32>load<u8>(historyAddress() + end - 1);
  put(start, start + <i32>ownBytes);
  const digit = firstDigit();
  for (let i: usize = 0; i < digitBytes; i++) skipStreamByte(load<u8>(digit + i));
  skipStreamByte(last);
}

/** Whether so many bytes may follow. */
function fits(bytes: i32): bool {
  if (bytes > length - historyLength()) isBad = true;
  return !isBad;
}

/** Repeats what is there from `start` to `end`. */
function put(start: i32, end: i32): void {
  if (!fits(end - start)) return;
  for (let at = start; at < end; at++) skipStreamByte(load<u8>(historyAddress() + at));
}

function codeLiteral(field: i32): i32 {
  store<u8>(lastKinds + field, <u8>LITERAL);
  while (historyLength() < length && !isTruncated()) {
    const byte = codeStreamByte(input ? <i32>load<u8>(input + historyLength()) : 0);
    if (endsField(byte, field)) break;
  }
  return LITERAL;
}
