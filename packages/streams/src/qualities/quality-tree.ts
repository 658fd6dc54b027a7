/**
 * The tree of decisions that tell qualities apart: fewer for those that are common.
 *
 * How a tree is made is the writer's affair, for it is part of the code. Format: docs/format/sequence.md, "Tree".
 */
import { PmklcError } from '@pmklc/core';
import { AdaptiveBits, codeBits } from '../bytes/adaptive-bit.ts';
import type { BitCoder } from '../bytes/bit-coder.ts';

const LF = 10;
const RATE = 4;
/** The two probabilities: that a node is a decision, and that a leaf has the byte after the last leaf's. */
const IS_DECISION = 0;
const IS_NEXT = 1;
/** Most leaves: as many as there are bytes but LF. */
const MAX_LEAVES = 255;
/** A tree that keeps neighbours together learns better, so the least tree must save so much. */
const WORTH = 0.8;

/** A leaf's byte, or a decision's two branches, of a 0 and of a 1. */
export type Branch = number | readonly [Branch, Branch];

/** A tree for the bytes of which `histogram` has any; at least one must be no LF. */
export function chooseTree(histogram: Uint32Array): Branch {
  const ordered = orderedTree(histogram);
  const least = leastTree(histogram);
  return decisions(least, histogram) < WORTH * decisions(ordered, histogram) ? least : ordered;
}

/** Decisions that all bytes of a histogram take. */
function decisions(tree: Branch, histogram: Uint32Array, depth = 0): number {
  if (typeof tree === 'number') return depth * histogram[tree]!;
  return tree.reduce<number>((sum, branch) => sum + decisions(branch, histogram, depth + 1), 0);
}

function usedBytes(histogram: Uint32Array): number[] {
  return Array.from(histogram.keys()).filter((byte) => byte !== LF && histogram[byte]! > 0);
}

/** Bytes in order: each decision has as much on either side as can be. */
function orderedTree(histogram: Uint32Array): Branch {
  const weigh = (bytes: number[]): number => bytes.reduce((sum, byte) => sum + histogram[byte]!, 0);
  const split = (bytes: number[]): Branch => {
    if (bytes.length === 1) return bytes[0]!;
    const all = weigh(bytes);
    let [best, least, sum] = [1, Infinity, 0];
    for (let at = 1; at < bytes.length; at++) {
      sum += histogram[bytes[at - 1]!]!;
      const difference = Math.abs(2 * sum - all);
      if (difference < least) [best, least] = [at, difference];
    }
    return [split(bytes.slice(0, best)), split(bytes.slice(best))];
  };
  return split(usedBytes(histogram));
}

/** The tree of fewest decisions (Huffman 1952); of branches that weigh the same, the one of the lower byte first. */
function leastTree(histogram: Uint32Array): Branch {
  const heap = usedBytes(histogram).map((byte) => ({
    weight: histogram[byte]!,
    lowest: byte,
    tree: byte as Branch,
  }));
  while (heap.length > 1) {
    heap.sort((a, b) => b.weight - a.weight || b.lowest - a.lowest);
    const [x, y] = [heap.pop()!, heap.pop()!];
    const [low, high] = x.lowest < y.lowest ? [x, y] : [y, x];
    const weight = x.weight + y.weight;
    heap.push({ weight, lowest: low.lowest, tree: [low.tree, high.tree] });
  }
  return heap[0]!.tree;
}

/** A tree with its decisions numbered from the top, level by level. */
export class QualityTree {
  /** Different bytes, in order; a byte's place here is its rank. */
  readonly bytes: readonly number[];
  /** The rank of each byte that has one. */
  readonly ranks = new Int32Array(256);
  /** Number of decisions. */
  readonly decisions: number;
  /** Successor of decision d at bit b, at 2d + b: a decision's number, or -1 minus a rank. */
  readonly next: Int32Array;
  /** Bits that lead to each byte. */
  readonly #paths = new Map<number, readonly number[]>();

  constructor(tree: Branch) {
    const levels: (readonly [Branch, Branch])[] = typeof tree === 'number' ? [] : [tree];
    for (let i = 0; i < levels.length; i++) {
      for (const branch of levels[i]!) if (typeof branch !== 'number') levels.push(branch);
    }
    this.bytes = leavesOf(tree).sort((a, b) => a - b);
    this.bytes.forEach((byte, rank) => (this.ranks[byte] = rank));
    this.decisions = levels.length;
    let number = 0;
    this.next = Int32Array.from(levels.flat(), (branch) =>
      typeof branch === 'number' ? -1 - this.ranks[branch]! : ++number,
    );
    this.#findPaths(tree, []);
  }

  /** The bits that lead to `byte`. */
  pathTo(byte: number): readonly number[] {
    return this.#paths.get(byte)!;
  }

  #findPaths(tree: Branch, path: readonly number[]): void {
    if (typeof tree === 'number') this.#paths.set(tree, path);
    else tree.forEach((branch, bit) => this.#findPaths(branch, [...path, bit]));
  }
}

function leavesOf(tree: Branch): number[] {
  return typeof tree === 'number' ? [tree] : tree.flatMap(leavesOf);
}

/**
 * Codes a tree.
 * @param tree what to encode; ignored when decoding
 * @throws PmklcError `corrupt` when a byte has two leaves, or LF has one
 */
export function codeTree(coder: BitCoder, tree: Branch | undefined): Branch {
  const bits = new AdaptiveBits(2, RATE);
  const seen = new Set<number>([LF]);
  let last = 0;
  const codeLeaf = (byte: number): number => {
    const isNext = bits.code(coder, IS_NEXT, byte === last + 1 ? 1 : 0) === 1;
    last = isNext ? last + 1 : codeBits(coder, 8, byte);
    if (last > 255 || seen.has(last)) {
      throw new PmklcError('corrupt', 'a tree of qualities has a byte twice, or LF');
    }
    seen.add(last);
    return last;
  };
  let decisions = 0;
  const codeBranch = (branch: Branch | undefined): Branch => {
    const isDecision = bits.code(coder, IS_DECISION, typeof branch === 'object' ? 1 : 0) === 1;
    if (!isDecision) return codeLeaf(typeof branch === 'number' ? branch : 0);
    if (++decisions >= MAX_LEAVES)
      throw new PmklcError('corrupt', 'a tree of qualities is too large');
    const [zero, one] = typeof branch === 'object' ? branch : [undefined, undefined];
    return [codeBranch(zero), codeBranch(one)];
  };
  return codeBranch(tree);
}
