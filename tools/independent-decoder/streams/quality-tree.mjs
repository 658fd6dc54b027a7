/** The tree of decisions: docs/format/sequence.md, "Tree". */
import { must } from '../container/cursor.mjs';
import { LearnedBits, plainNumber } from './plain-bits.mjs';

const LF = 10;
const MAX_DECISIONS = 254;

/**
 * Reads a tree. A leaf is `{ byte, rank }`, a decision `{ number, branches }`.
 * @returns its root, and how many decisions and leaves there are
 */
export function readTree(decoder) {
  const [isDecision, isNext] = [new LearnedBits(decoder, 1), new LearnedBits(decoder, 1)];
  const bytes = [];
  let decisions = 0;
  const readBranch = () => {
    if (isDecision.bit(0) === 1) {
      must(++decisions <= MAX_DECISIONS, 'a tree has at most 254 decisions');
      return { branches: [readBranch(), readBranch()] };
    }
    const last = bytes.at(-1) ?? 0;
    const byte = isNext.bit(0) === 1 ? last + 1 : plainNumber(decoder, 8);
    must(byte < 256 && byte !== LF && !bytes.includes(byte), 'each byte but LF has one leaf');
    bytes.push(byte);
    return { byte };
  };
  const root = readBranch();
  number(root, bytes);
  return { root, decisions, leaves: bytes.length };
}

function number(root, bytes) {
  let count = 0;
  for (let level = [root]; level.length > 0;) {
    for (const branch of level) {
      if (branch.branches) branch.number = count++;
      else branch.rank = bytes.filter((byte) => byte < branch.byte).length;
    }
    level = level.flatMap(({ branches }) => branches ?? []);
  }
}
