/**
 * The WGSL kernel, from ASCII or packed bases to tokens of one, two or four bytes. Integers only.
 *
 * A workgroup reads each input byte of its tile once, in order, into words of 16 bases in shared
 * memory; then it cuts tokens from pairs of those words and writes them in order.
 *
 * Instructions are what is scarce: while an H100 copies the bytes of a base at (3,3), it can issue
 * about 13. Transcribed to CUDA and compiled for it, this has 7 a base.
 */
import type { TokenShape } from '../shape.ts';
import { tokenBytes } from '../shape.ts';
import { READ_ROUNDS, THREADS, TILE_BASES, TILE_WORDS } from './layout.ts';

/** Variant of a kernel: what differs between them. */
export interface KernelVariant {
  readonly packed: boolean;
  readonly tokenBytes: 1 | 2 | 4;
  /** Whether the windows of the tokens of one word are within 16 bases. */
  readonly oneCut: boolean;
}

/** The variant for tokens of one shape. */
export function kernelVariant({ s, k }: TokenShape, packed: boolean): KernelVariant {
  const bytes = tokenBytes(k);
  return { packed, tokenBytes: bytes, oneCut: (4 / bytes - 1) * s + k <= 16 };
}

const READ_PACKED = /* wgsl */ `
@group(0) @binding(1) var<storage, read> bases: array<u32>;

/** Bases 16 i to 16 i + 15: the four bytes, the first on top. */
fn read_bases(i: u32) -> u32 {
  let word = bases[i];
  return (word << 24) | ((word & 0xff00) << 8) | ((word >> 8) & 0xff00) | (word >> 24);
}
`;

const READ_ASCII = /* wgsl */ `
@group(0) @binding(1) var<storage, read> bases: array<vec4<u32>>;

/** 01 in every byte that is not 00. */
fn mark_bytes(x: vec4<u32>) -> vec4<u32> {
  return ((((x & vec4(0x7f7f7f7fu)) + vec4(0x7f7f7f7fu)) | x) >> vec4(7u)) & vec4(0x01010101u);
}

/** Bases 16 i to 16 i + 15, of four ASCII letters in each lane. */
fn read_bases(i: u32) -> u32 {
  let ascii = bases[i];
  var code = ((ascii >> vec4(1u)) ^ (ascii >> vec4(2u))) & vec4(0x03030303u);
  // The only letter with this code, in upper case: A 41, C 43, G 47, T 54.
  let upper_bit = (code >> vec4(1u)) & vec4(0x01010101u);
  let is_t = upper_bit & code;
  let letter = vec4(0x41414141u) + 2 * (code + upper_bit) + 11 * is_t;
  let wrong = (ascii & vec4(0xdfdfdfdfu)) ^ letter;
  // Rare, and so all that only other bytes need is behind this branch.
  if (any(wrong != vec4(0u))) {
    atomicOr(&spoiled, 1u);
    code &= ~(3 * mark_bytes(wrong));
  }
  // Four codes side by side in the top byte, the first base on top; no two terms of the sum meet.
  let four = code * ((1u << 30) + (1u << 20) + (1u << 10) + 1);
  return (four.x & 0xff000000) | ((four.y >> 8) & 0x00ff0000) | ((four.z >> 16) & 0xff00) | (four.w >> 24);
}
`;

/** The WGSL text of one variant; its entry point is `encode`. */
export function kernelCode({ packed, tokenBytes, oneCut }: KernelVariant): string {
  const perWord = 4 / tokenBytes;
  const writeRounds = Math.ceil(TILE_BASES / perWord / THREADS);
  return /* wgsl */ `
struct Params {
  s: u32,
  k: u32,
  tokens_per_group: u32,
  /** Place of the first base in the first word. */
  start: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(2) var<storage, read_write> tokens: array<u32>;
@group(0) @binding(3) var<storage, read_write> flags: array<u32>;

var<workgroup> tile: array<u32, ${TILE_WORDS}>;
var<workgroup> spoiled: atomic<u32>;

${packed ? READ_PACKED : READ_ASCII}

/** The 16 bases from base \`at\` of the tile on. */
fn cut_bases(at: u32) -> u32 {
  let shift = 2 * (at % 16);
  // Two shifts, since one by 32 is not defined.
  return (tile[at / 16] << shift) | ((tile[at / 16 + 1] >> 1) >> (31 - shift));
}

/** The tokens of the word whose first window starts at base \`at\` of the tile. */
fn cut_word(at: u32) -> u32 {
  let unused = 32 - 2 * params.k;
  var word = 0u;
  ${oneCut ? 'let cut = cut_bases(at);' : ''}
  for (var i = 0u; i < ${perWord}; i++) {
    let window = ${oneCut ? 'cut << (2 * i * params.s)' : 'cut_bases(at + i * params.s)'};
    word |= (window >> unused) << (${8 * tokenBytes} * i);
  }
  return word;
}

@compute @workgroup_size(${THREADS})
fn encode(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let first = params.start + group.x * params.tokens_per_group * params.s;
  // Both loops have constant bounds: to others Dawn adds a counter, and drivers do not unroll them.
  for (var i = 0u; i < ${READ_ROUNDS}; i++) {
    let at = ${THREADS} * i + thread;
    tile[at] = read_bases(first / 16 + at);
  }
  workgroupBarrier();
  if (thread == 0) {
    flags[group.x] = atomicLoad(&spoiled);
  }
  let words_per_group = params.tokens_per_group / ${perWord};
  for (var i = 0u; i < ${writeRounds}; i++) {
    let at = ${THREADS} * i + thread;
    if (at >= words_per_group) {
      break;
    }
    tokens[group.x * words_per_group + at] = cut_word(first % 16 + at * ${perWord} * params.s);
  }
}
`;
}
