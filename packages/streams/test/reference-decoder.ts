/**
 * A second decoder of modelled streams, written from docs/format-sequence.md alone: slow and plain.
 */

const K = [
  22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768,
  40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476,
  65500, 65514,
];
const D = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6];

const { imul, floor, min, max, abs } = Math;

function SQUASH(x: number): number {
  const [i, r] = [(x + 2048) >> 7, (x + 2048) & 127];
  return (K[i]! * (128 - r) + K[i + 1]! * r + 64) >> 7;
}

const STRETCH_TABLE: number[] = [];
function STRETCH(p: number): number {
  const q = p >> 4;
  if (STRETCH_TABLE[q] === undefined) {
    let x = -2047;
    while (x < 2047 && SQUASH(x) < 16 * q + 8) x++;
    STRETCH_TABLE[q] = x;
  }
  return STRETCH_TABLE[q];
}

function H(a: number, b: number): number {
  let h = (imul(a ^ 0x5bd1e995, 0x2545f491) + imul(b + 0x7ed55d16, 0x9e3779b1)) | 0;
  h ^= h >>> 15;
  h = imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** One forecast source: hashes and weight set for the byte after `history`. */
type Contexts = (history: number[]) => {
  hashes: number[];
  first: (partial: number) => number;
  second: number;
};

const b = (history: number[], n: number): number => history[history.length - n] ?? 0;
const isWord = (byte: number): boolean => /[0-9A-Za-z]/.test(String.fromCharCode(byte));

/** The fields of the line that begins at `start`: where each begins, and where the line ends. */
function fieldsOf(history: number[], start: number): { starts: number[]; end: number } {
  const starts = [start];
  let at = start;
  for (; at < history.length; at++) {
    if (history[at] === 10) return { starts, end: at + 1 };
    if (!isWord(history[at]!) && starts.length < 256) starts.push(at + 1);
  }
  return { starts, end: at };
}

const text: Contexts = (history) => {
  const lineStart = history.lastIndexOf(10) + 1;
  const here = fieldsOf(history, lineStart);
  const field = here.starts.length - 1;
  const fieldStart = here.starts[field]!;
  const before =
    lineStart > 0 ? fieldsOf(history, history.lastIndexOf(10, lineStart - 2) + 1) : undefined;
  const aboveAt = (place: number, known: number): number => {
    if (lineStart === 0 || !before || field >= before.starts.length) return -1;
    const at = before.starts[field]! + place;
    return at < (before.starts[field + 1] ?? before.end) && at < known - 1 ? at : -1;
  };
  const place = history.length - fieldStart;
  let [word, same] = [0, 1];
  for (let n = 0; n < place; n++) {
    word = H(word, history[fieldStart + n]!);
    const at = aboveAt(n, fieldStart + n);
    if (at < 0 || history[at] !== history[fieldStart + n]) same = 0;
  }
  const at = aboveAt(place, history.length);
  const [above, next] = at < 0 ? [0, 0] : [history[at]!, history[at + 1]!];
  const b1 = history.length === 0 ? 10 : b(history, 1);
  const last3 = b1 | (b(history, 2) << 8) | (b(history, 3) << 16);
  const hashes = [
    H(1, 0),
    H(2, b1),
    H(3, last3 & 0xffff),
    H(4, last3),
    H(H(5, last3 | (b(history, 4) << 24)), b(history, 5) | (b(history, 6) << 8)),
    H(H(6, word), field),
    H(7, field | (above << 8) | (min(place, 15) << 16) | (same << 30)),
    H(8 + 16 * same, field | (above << 8) | (next << 16) | (b1 << 24)),
  ];
  return {
    hashes,
    first: (partial) => partial,
    second: same + 2 * min(place, 15) + 32 * min(field, 7),
  };
};

const qualities: Contexts = (history) => {
  const line = history.slice(history.lastIndexOf(10) + 1);
  const place = line.length;
  let [change, sum] = [0, 0];
  line.forEach((q, i) => {
    if (i > 0) change = min(change + abs(q - line[i - 1]!), 255);
    sum += q;
  });
  const mean = place > 0 ? floor(sum / place) : 0;
  const b1 = history.length === 0 ? 10 : b(history, 1);
  const [b2, b3, b4] = [b(history, 2), b(history, 3), b(history, 4)];
  const hashes = [
    H(1, b1),
    H(2, b1 | (b2 << 8)),
    H(3, b1 | (max(b2, b3) << 8) | ((place >> 2) << 16)),
    H(4, b1 | (min(change, 127) << 8)),
    H(H(5, b1), place),
    H(H(6, b1 | (b2 << 8) | (max(b3, b4) << 16) | (min(change >> 4, 15) << 24)), place >> 4),
    H(H(7, b1 | (mean << 8)), place >> 3),
  ];
  return { hashes, first: (partial) => partial, second: min(place, 255) };
};

const table =
  (w: number): Contexts =>
  (history) => {
    const heads: number[] = [];
    let [start, byte] = [0, 0];
    const bytesFrom = (first: number): number =>
      first < 0x80 ? 1 : first < 0xc0 ? 2 : first < 0xe0 ? 3 : 5;
    while (start < history.length) {
      const length = bytesFrom(history[start]!);
      if (start + length > history.length) break;
      heads.push(history[start]! | (length > 1 ? history[start + 1]! << 8 : 0));
      start += length;
    }
    byte = history.length - start;
    const known3 = history.slice(start);
    const head = (known3[0] ?? 0) | ((known3[1] ?? 0) << 8);
    const third = byte > 2 ? known3[byte - 1]! : 0;
    const back = (n: number): number => heads[heads.length - n] ?? 0;
    const column = heads.length % w;
    const known = H(column | (byte << 4) | (head << 8), third);
    const [left, left2, up, up2] = [back(1) & 255, back(2) & 255, back(w), back(2 * w) & 255];
    const hashes = [
      H(1, known),
      H(H(2, known), left),
      H(H(3, known), up & 255),
      H(H(4, known), (up & 255) | (up2 << 8)),
      H(H(5, known), left | (left2 << 8)),
      H(H(6, known), left | ((up & 255) << 8) | (left2 << 16)),
      H(H(7, known), up),
    ];
    return { hashes, first: () => 4 * column + min(byte, 3), second: 0 };
  };

/** @param method 2..7 @param primer what primed text begins with */
export function referenceDecode(
  code: Uint8Array,
  method: number,
  length: number,
  primer: Uint8Array,
): number[] {
  const contexts = method < 4 ? text : method === 4 ? qualities : table(method - 4);
  const start = method === 2 ? [...primer] : [];
  const c = method < 4 ? 8 : 7;
  const rate = method < 4 ? 6 : 3;
  const total = start.length + length;
  const s = min(max((32 * min(total, 2 ** 20)).toString(2).length, 12), 20);
  const slots = new Map<number, { p: number; count: number; history: number }>();
  const maps: number[] = [];
  for (let i = 0; i < 256 * c; i++) {
    const [zeros, ones] = [(i >> 4) & 15, i & 15];
    maps.push(floor((65535 * (10 * ones + 3)) / (10 * (zeros + ones) + 6)));
  }
  const matchMap = Array.from({ length: 64 }, (_, n) => floor((65535 * 2 * (n + 1)) / (2 * n + 3)));
  const weights = new Map<number, number[]>();
  const weightsOf = (set: number): number[] => {
    if (!weights.has(set))
      weights.set(set, new Array<number>(2 * c + 3).fill(method > 4 ? 7864 : 9000));
    return weights.get(set)!;
  };
  const curves = new Map<number, number[]>();
  const match = { length: 0, position: 0, ends: new Map<number, number>() };

  let [low, high, at] = [0, 2 ** 32 - 1, 4];
  let number = 0;
  for (let i = 0; i < 4; i++) number = number * 256 + (code[i] ?? 0);
  const decodeBit = (p: number): number => {
    const middle = low + Number((BigInt(high - low) * BigInt(p)) >> 16n);
    const bit = number <= middle ? 1 : 0;
    if (bit) high = middle;
    else low = middle + 1;
    while (floor(low / 2 ** 24) === floor(high / 2 ** 24)) {
      low = (low % 2 ** 24) * 256;
      high = (high % 2 ** 24) * 256 + 255;
      number = (number % 2 ** 24) * 256 + (code[at++] ?? 0);
    }
    return bit;
  };

  const findMatch = (history: number[]): void => {
    const n = history.length;
    if (match.length > 0 && history[match.position] === history[n - 1]) {
      match.length++;
      match.position++;
    } else match.length = 0;
    if (n < 5) return;
    let h = 0;
    for (const byte of history.slice(n - 5)) h = (imul(h ^ byte, 0x2f0b4c47) + 0x1234567) | 0;
    const slot = ((h >>> 16) ^ h) & 0xffff;
    const e = match.ends.get(slot);
    if (match.length === 0 && e !== undefined) {
      let found = 0;
      while (found < 32 && found < e && history[e - 1 - found] === history[n - 1 - found]) found++;
      if (found >= 5) Object.assign(match, { length: found, position: e });
    }
    match.ends.set(slot, n);
  };

  const history: number[] = [];
  while (history.length < total) {
    if (history.length > 0) findMatch(history);
    const { hashes, first, second } = contexts(history);
    const known = start[history.length];
    let partial = 1;
    let groups: number[] = [];
    for (let done = 0; done < 8; done++) {
      if (done % 4 === 0) {
        groups = hashes.map((hash) => {
          const h = (hash + imul(partial, 0x9e3779b1)) | 0;
          return (h ^ (h >>> 15)) & (2 ** s - 16);
        });
      }
      const k = done % 4;
      const used = groups.map((group, i) => {
        const key = i * 2 ** s + group + 2 ** k + (partial & (2 ** k - 1));
        if (!slots.has(key)) slots.set(key, { p: 32768, count: 0, history: 0 });
        return slots.get(key)!;
      });
      const inputs = used.flatMap(({ p, count, history }, i) => [
        history === 0 ? 0 : STRETCH(maps[256 * i + history]!),
        count === 0 ? 0 : count === 1 ? STRETCH(p) >> 1 : STRETCH(p),
      ]);
      const forecast = history[match.position]!;
      const expects = match.length > 0 && (forecast | 256) >> (8 - done) === partial;
      const expected = (forecast >> (7 - done)) & 1;
      const t = STRETCH(matchMap[min(match.length, 63)]!);
      const sign = expected === 1 ? 1 : -1;
      inputs.push(expects ? sign * t : 0, expects ? sign * 16 * min(match.length, 32) : 0, 256);
      const sets = [weightsOf(first(partial)), weightsOf(-1 - second)];
      const odds = sets.map((ws) => {
        const sum = inputs.reduce((sum, input, i) => sum + ((input * ws[i]!) >> 4), 0);
        return min(max(sum >> 12, -2047), 2047);
      });
      const o = (odds[0]! + odds[1]!) >> 1;
      const curveNumber = (256 * (history.at(-1) ?? 0) + partial) % 2 ** min(s, 16);
      if (!curves.has(curveNumber)) {
        curves.set(
          curveNumber,
          Array.from({ length: 33 }, (_, i) => SQUASH(min(128 * i - 2048, 2047))),
        );
      }
      const curve = curves.get(curveNumber)!;
      const [i, r] = [(o + 2048) >> 7, (o + 2048) & 127];
      const q = (curve[i]! * (128 - r) + curve[i + 1]! * r) >> 7;
      const p = (SQUASH(o) + q) >> 1;
      const bit = known === undefined ? decodeBit(p) : (known >> (7 - done)) & 1;

      const T = bit === 1 ? 65535 : 0;
      sets.forEach((ws, n) => {
        const error = (T - SQUASH(odds[n]!)) * rate;
        inputs.forEach((input, i) => {
          ws[i] = min(
            max(ws[i]! + floor((input * error + 2 ** 17) / 2 ** 18), -(2 ** 19)),
            2 ** 19,
          );
        });
      });
      used.forEach((slot, i) => {
        if (slot.history > 0)
          maps[256 * i + slot.history]! += (T - maps[256 * i + slot.history]!) >> 6;
        slot.p += floor(((T - slot.p) * floor(65536 / (2 * slot.count + 3))) / 2 ** 15);
        slot.count = min(slot.count + 1, 255);
        const [zeros, ones] = [slot.history >> 4, slot.history & 15];
        slot.history =
          bit === 1 ? 16 * D[zeros]! + min(ones + 1, 15) : 16 * min(zeros + 1, 15) + D[ones]!;
      });
      curve[i]! += (T - curve[i]!) >> 7;
      curve[i + 1]! += (T - curve[i + 1]!) >> 7;
      if (expects) {
        const n = min(match.length, 63);
        matchMap[n]! += ((expected === bit ? 65535 : 0) - matchMap[n]!) >> 5;
      }
      partial = 2 * partial + bit;
    }
    history.push(partial & 255);
  }
  return history.slice(start.length);
}
