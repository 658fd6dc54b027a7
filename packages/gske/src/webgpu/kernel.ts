/**
 * The WGSL kernel, from ASCII or packed bases to tokens of one, two or four bytes. Integers only.
 *
 * A workgroup reads each input byte of its tile once, in order, into words of 16 bases in shared
 * memory; then it cuts tokens from pairs of those words and writes them in order.
 */
import { THREADS, TILE_WORDS } from './layout.ts';

/** What differs between kernels. */
export interface KernelVariant {
  readonly packed: boolean;
  readonly tokenBytes: 1 | 2 | 4;
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

/** Four ASCII letters, one in each byte of a lane, to eight bits, the first base on top. */
fn read_bases(i: u32) -> u32 {
  let ascii = bases[i];
  let code = ((ascii >> vec4(1u)) ^ (ascii >> vec4(2u))) & vec4(0x03030303u);
  // The only letter with this code, in upper case: A 41, C 43, G 47, T 54.
  let upper_bit = (code >> vec4(1u)) & vec4(0x01010101u);
  let is_t = upper_bit & code;
  let letter = vec4(0x41414141u) + 2 * code + 2 * (upper_bit ^ is_t) + 13 * is_t;
  let wrong = (ascii & vec4(0xdfdfdfdfu)) ^ letter;
  // 01 in every byte that is not 00.
  let is_wrong = ((((wrong & vec4(0x7f7f7f7fu)) + vec4(0x7f7f7f7fu)) | wrong) >> vec4(7u)) & vec4(0x01010101u);
  if (any(is_wrong != vec4(0u))) {
    atomicOr(&spoiled, 1u);
  }
  let good = code & ~(3 * is_wrong);
  let eight = ((good << vec4(6u)) & vec4(0xc0u)) | ((good >> vec4(4u)) & vec4(0x30u))
    | ((good >> vec4(14u)) & vec4(0x0cu)) | (good >> vec4(24u));
  return (eight.x << 24) | (eight.y << 16) | (eight.z << 8) | eight.w;
}
`;

/** The WGSL text of one variant; its entry point is `encode`. */
export function kernelCode({ packed, tokenBytes }: KernelVariant): string {
  const perWord = 4 / tokenBytes;
  return /* wgsl */ `
struct Params {
  s: u32,
  k: u32,
  /** Tokens of this slice. */
  count: u32,
  tokens_per_group: u32,
  /** Where the first base is in the first word. */
  start: u32,
  /** Words of 16 bases in the input. */
  words: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(2) var<storage, read_write> tokens: array<u32>;
@group(0) @binding(3) var<storage, read_write> flags: array<u32>;

var<workgroup> tile: array<u32, ${TILE_WORDS}>;
var<workgroup> spoiled: atomic<u32>;

${packed ? READ_PACKED : READ_ASCII}

/** The token whose window starts at base \`at\` of the tile. */
fn cut_token(at: u32) -> u32 {
  let shift = 2 * (at % 16);
  // Two shifts, since one by 32 is not defined.
  let bits = (tile[at / 16] << shift) | ((tile[at / 16 + 1] >> 1) >> (31 - shift));
  return bits >> (32 - 2 * params.k);
}

@compute @workgroup_size(${THREADS})
fn encode(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let first = params.start + group.x * params.tokens_per_group * params.s;
  for (var i = thread; i < ${TILE_WORDS}; i += ${THREADS}) {
    let word = first / 16 + i;
    if (word < params.words) {
      tile[i] = read_bases(word);
    }
  }
  workgroupBarrier();
  if (thread == 0) {
    flags[group.x] = atomicLoad(&spoiled);
  }
  let words_per_group = params.tokens_per_group / ${perWord};
  for (var w = thread; w < words_per_group; w += ${THREADS}) {
    if (group.x * params.tokens_per_group + w * ${perWord} >= params.count) {
      break;
    }
    var word = 0u;
    for (var i = 0u; i < ${perWord}; i++) {
      let token = cut_token(first % 16 + (w * ${perWord} + i) * params.s);
      word |= token << (${8 * tokenBytes} * i);
    }
    tokens[group.x * words_per_group + w] = word;
  }
}
`;
}
