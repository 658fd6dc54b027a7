/**
 * Side streams coded with a model of bytes; `src/model-stream.ts` defines them.
 */
import * as coder from './bytes/bit-coder';
import { bytesOf, lengthOf, newBuffer, push } from './bytes/byte-buffer';
import { codeByte, followMatch, initByteModel, skipByte } from './bytes/byte-model';
import {
  initRowContexts,
  nextRow,
  rowFirstSet,
  rowSecondSet,
  FIRST_ROW_SETS,
  SECOND_ROW_SETS,
} from './rows/row-contexts';
import { initTableContexts, nextTable, tableSet } from './text/table-contexts';
import { initTextContexts, nextText, textSet } from './text/text-contexts';

const TEXT_WEIGHT: i32 = 9000;
const TABLE_WEIGHT: i32 = 7864;
const FAST_RATE: i32 = 6;
const SLOW_RATE: i32 = 3;
const FIRST_CAPACITY: u32 = 1 << 16;

/** The buffer of the primer and what was coded. */
let history: usize = 0;
/** Columns of a table, 0 for text. */
let columns: i32 = 0;
let areRows: bool = false;

/** A model for `length` bytes after `primerBytes`; for text if `columns` is 0. */
export function initStreamModel(tableColumns: i32, primerBytes: u32, length: u32): void {
  columns = tableColumns;
  areRows = false;
  if (columns > 0) {
    initByteModel(7, 4 * columns, 1, TABLE_WEIGHT, SLOW_RATE, length);
    initTableContexts(columns);
  } else {
    initByteModel(8, 256, 256, TEXT_WEIGHT, FAST_RATE, primerBytes + length);
    initTextContexts();
  }
  initHistory(primerBytes, length);
}

/** A model for `length` bytes of rows. */
export function initRowModel(width: i32, first: i32, length: u32): void {
  columns = 0;
  areRows = true;
  initByteModel(8, FIRST_ROW_SETS, SECOND_ROW_SETS, TEXT_WEIGHT, FAST_RATE, length);
  initRowContexts(width, first);
  initHistory(0, length);
}

/** The history lies behind the tables, so that it grows where it is; what is encoded is known to be there. */
function initHistory(primerBytes: u32, length: u32): void {
  const capacity = coder.mode == coder.ENCODE ? length : min(length, FIRST_CAPACITY);
  history = newBuffer(primerBytes + capacity);
}

/** Codes the next byte, given when encoding; returns it. */
export function codeStreamByte(byte: i32): i32 {
  const bytes = bytesOf(history);
  const length = lengthOf(history);
  const last = length > 0 ? <i32>load<u8>(bytes + length - 1) : 0;
  if (length > 0) followMatch(bytes, length);
  let coded: i32;
  if (columns > 0) {
    nextTable(bytes, length);
    coded = codeByte(byte, last, tableSet(), 0, 0);
  } else if (areRows) {
    nextRow(bytes, length);
    coded = codeByte(byte, last, rowFirstSet(), 1, rowSecondSet());
  } else {
    nextText(bytes, length);
    coded = codeByte(byte, last, 0, 1, textSet());
  }
  push(history, coded);
  return coded;
}

/** Takes note of a byte of text that was coded otherwise. */
export function skipStreamByte(byte: i32): void {
  skipByte();
  nextText(bytesOf(history), lengthOf(history));
  push(history, byte);
}

/** Has the model learn `count` bytes without a code. */
export function learnPrimer(primer: usize, count: i32): void {
  const mode = coder.mode;
  coder.setMode(coder.ECHO);
  for (let i = 0; i < count; i++) codeStreamByte(load<u8>(primer + i));
  coder.setMode(mode);
}

/** Number of bytes coded, the primer among them. */
export function historyLength(): i32 {
  return lengthOf(history);
}

/** Address of what was coded, the primer before it. */
export function historyAddress(): usize {
  return bytesOf(history);
}
