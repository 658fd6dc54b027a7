/**
 * The compressors that ours is compared with: how to run each, in a folder that holds `input`, the whole file, and
 * `letters`, its bases alone as A, C, G and T, or `letters.fa`, the same under an empty FASTA header.
 */
import { spawnSync } from 'node:child_process';

/** Every ratio of time is to this one. */
export const REFERENCE = 'xz -9e';

/** Slow ones get files of at most so many bytes, unless told otherwise. */
export const SLOW_BYTES = 5_000_000;

/** General compressors that read one stream and write another. */
const filters = [
  { name: 'gzip -9', pack: 'gzip -9 -c', unpack: 'gzip -dc' },
  { name: 'bzip2 -9', pack: 'bzip2 -9 -c', unpack: 'bzip2 -dc' },
  { name: REFERENCE, pack: 'xz -9e -T1 -c', unpack: 'xz -dc' },
  {
    name: 'zstd -19 --long=27',
    pack: 'zstd -q -19 --long=27 --single-thread -c',
    unpack: 'zstd -q --long=27 -dc',
  },
  {
    name: 'brotli -q 11 -w 24',
    isSlow: true,
    pack: 'brotli -q 11 -w 24 -c',
    unpack: 'brotli -dc',
  },
].map(({ name, isSlow, pack, unpack }) => ({
  name,
  isSlow,
  takes: 'input',
  pack: `${pack} input > packed`,
  packed: 'packed',
  unpack: `${unpack} packed > unpacked`,
  unpacked: 'unpacked',
}));

const kanzi = {
  name: 'kanzi -l 9',
  help: '-h',
  isSlow: true,
  takes: 'input',
  pack: 'kanzi -c -i input -o packed -l 9 -j 1 -f -v 0',
  packed: 'packed',
  unpack: 'kanzi -d -i packed -o unpacked -j 1 -f -v 0',
  unpacked: 'unpacked',
};

const zpaq = {
  name: 'zpaq -m5',
  isSlow: true,
  takes: 'input',
  pack: 'zpaq a packed.zpaq input -m5 -t1',
  packed: 'packed.zpaq',
  unpack: 'zpaq x packed.zpaq -to unpacked -f -t1',
  unpacked: 'unpacked/input',
};

const naf = {
  name: 'NAF -22',
  programs: ['ennaf', 'unnaf'],
  takes: 'letters.fa',
  pack: 'ennaf -22 --temp-dir . -o packed letters.fa',
  packed: 'packed',
  unpack: 'unnaf -o unpacked packed',
  unpacked: 'unpacked',
};

const mbgc = {
  name: 'MBGC -m 3',
  programs: ['mbgc'],
  help: '-v',
  takes: 'letters.fa',
  pack: 'mbgc c -m 3 -t 1 -L -i letters.fa packed',
  packed: 'packed',
  unpack: 'mbgc d -t 1 packed unpacked',
  unpacked: 'unpacked/letters.fa',
};

const mfcompress = {
  name: 'MFCompress -3',
  programs: ['MFCompressC', 'MFCompressD'],
  takes: 'letters.fa',
  pack: 'MFCompressC -3 -o packed letters.fa',
  packed: 'packed',
  unpack: 'MFCompressD -o unpacked packed',
  unpacked: 'unpacked',
};

const geco = (level) => ({
  name: `GeCo3 -l ${level}`,
  programs: ['GeCo3', 'GeDe3'],
  isSlow: true,
  takes: 'letters',
  pack: `GeCo3 -F -l ${level} letters`,
  packed: 'letters.co',
  unpack: 'GeDe3 -F letters.co',
  unpacked: 'letters.de',
});

const jarvis = (program, level) => ({
  name: `${program} -l ${level}`,
  help: '-h',
  isSlow: true,
  takes: 'letters',
  pack: `${program} -f -l ${level} letters`,
  packed: 'letters.jc',
  unpack: `${program} -f -d letters.jc`,
  unpacked: 'letters.jc.jd',
});

/** Two thousand bytes a second and ten gigabytes of memory. */
const cmix = {
  name: 'cmix -n',
  help: '',
  isSlow: true,
  mostBytes: 200_000,
  takes: 'letters',
  pack: 'cmix -n letters packed',
  packed: 'packed',
  unpack: 'cmix -d packed unpacked',
  unpacked: 'unpacked',
};

export const PEERS = [
  ...filters,
  kanzi,
  zpaq,
  naf,
  mbgc,
  mfcompress,
  geco(8),
  jarvis('JARVIS2', 16),
  jarvis('JARVIS3', 19),
  jarvis('JARVIS3', 33),
  cmix,
];

const programsOf = ({ name, programs = [name.split(' ')[0]] }) => programs;

function isInstalled(peer) {
  return programsOf(peer).every(
    (program) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0,
  );
}

/** Version as the peer tells it; empty when it does not. `help`: what to ask it, where that is not `--version`. */
export function versionOf({ help = '--version', ...peer }) {
  const line = `${programsOf(peer)[0]} ${help}`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const found = /version (\d[\d.]*)|(\d+(?:\.\d+)+)/i.exec(`${stdout}${stderr}`);
  return found ? (found[1] ?? found[2]) : '';
}

/**
 * @param choice "auto": those on the PATH; "none": the reference alone; or names of programs, which must be there
 * @throws Error for a program that is not known, or not there
 */
export function choosePeers(choice) {
  const isReference = ({ name }) => name === REFERENCE;
  if (choice === 'none') return PEERS.filter(isReference);
  if (choice === 'auto') return PEERS.filter(isInstalled);
  const wanted = choice.split(',');
  const chosen = PEERS.filter((peer) => wanted.includes(programsOf(peer)[0]) || isReference(peer));
  for (const program of wanted) {
    const found = chosen.find((peer) => programsOf(peer)[0] === program);
    if (!found || !isInstalled(found)) throw new Error(`${program} is not known, or not installed`);
  }
  return chosen;
}

/** Whether a peer is run on a file of so many bytes. Those that take letters alone need DNA, and no qualities. */
export function suits({ isSlow, mostBytes, takes }, { originalBytes, bases, format }, slowBytes) {
  if (takes !== 'input' && (bases === 0 || format === 'fastq')) return false;
  if (mostBytes !== undefined && originalBytes > mostBytes) return false;
  return !isSlow || originalBytes <= slowBytes;
}
