/** Bases, runs of other bytes and case make the residues: docs/format/sequence.md, "Residues". */
import { must } from '../container/cursor.mjs';
import { readNumber } from './numbers.mjs';
import { RunningNumber } from './running-number.mjs';
import { Toggles } from './toggles.mjs';

const REMOVED = 0;
const FILLED = 1;
const LITERAL = 2;
const COUNTED = 3;
const N_REMOVED = 312;

const isUpper = (byte) => byte >= 0x41 && byte <= 0x5a;

/** All residues of a block, as bytes. */
export function makeResidues(bases, sections) {
  const letters = Buffer.from(sections.flag('rna') ? 'ACGU' : 'ACGT');
  const literals = sections.section('literals');
  const toggles = new Toggles(sections.section('case'));
  const pieces = [];
  const number = new RunningNumber();
  let at = 0;
  const takeBases = (count) => {
    must(count <= bases.length - at, 'as many bases as residues need');
    at += count;
    return bases.subarray(at - count, at);
  };
  const addBases = (count) => {
    const piece = Uint8Array.from(takeBases(count), (base) => letters[base]);
    number.takeLetters(count);
    pieces.push(lower(piece, statesOf(piece, toggles)));
  };
  for (const { kept, byte, kind, length } of readRuns(sections)) {
    addBases(kept);
    if (kind === FILLED) takeBases(length);
    const piece =
      kind === LITERAL
        ? literals.take(length)
        : kind === COUNTED
          ? number.count(length)
          : new Uint8Array(length).fill(byte);
    if (kind === REMOVED || kind === FILLED) for (const residue of piece) number.take(residue);
    const states = statesOf(piece, toggles);
    pieces.push(kind === LITERAL ? piece : lower(piece, states));
  }
  addBases(bases.length - at);
  must(literals.done, 'all literals are used');
  return Buffer.concat(pieces);
}

/** The case of each residue of a piece. */
function statesOf(piece, toggles) {
  return piece.map(() => toggles.next());
}

function lower(piece, states) {
  return piece.map((byte, i) => (states[i] === 1 && isUpper(byte) ? byte + 32 : byte));
}

/** The rows of the runs, with the class of each looked up. */
function readRuns(sections) {
  const classes = readClasses(sections);
  const cursor = sections.section('runs');
  const runs = [];
  while (!cursor.done) {
    const kept = readNumber(cursor);
    const number = classes.length === 1 ? 0 : readNumber(cursor);
    must(number < classes.length, 'a run has a class');
    runs.push({ kept, ...classes[number], length: readNumber(cursor) + 1 });
  }
  return runs;
}

function readClasses(sections) {
  const cursor = sections.section('runClasses');
  const numbers = cursor.done ? [N_REMOVED] : [];
  while (!cursor.done) numbers.push(readNumber(cursor));
  return numbers.map((number) => {
    const kind = number % 4;
    must(kind === COUNTED ? number === COUNTED : number < 1024, 'a known kind of run');
    return { byte: Math.floor(number / 4), kind };
  });
}
