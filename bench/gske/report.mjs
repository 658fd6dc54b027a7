/** The benchmark's results as a page and as a plot. */
import { plot } from './plot.mjs';

const NAMES = {
  copy: '`Buffer.copy`',
  scalar: 'plain loop',
  js: '`js`',
  wasm: '`wasm`',
  'wasm, output given': '`wasm`, `output`',
  tfjs: '`tfjs` (wasm)',
  webgpu: '`webgpu`',
};

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

function number(x) {
  return x === undefined ? '' : x >= 100 ? x.toFixed(0) : x.toPrecision(3);
}

function readable(bytes) {
  return bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} kB`;
}

function gpuSection(kernel) {
  if (!kernel) return 'No WebGPU adapter: not measured.';
  const { name, software, bases, kernelMs, share, uploadMs, readBackMs, callMs } = kernel;
  const head = `${name}, ${number(bases / 1e6)} M bases at (3,3).`;
  if (software) {
    return `${head}
**This is a processor pretending to be a GPU**: it shows that the shader is right, not what a GPU does, so only the kernel's time is given, ${number(kernelMs)} ms. No real GPU has been measured yet.`;
  }
  const row = (part, ms, gbPerS) => [part, number(ms), number(gbPerS)];
  const rows = [
    row('upload', uploadMs, kernel.uploadGbPerS),
    row('kernel, bytes read and written', kernelMs, kernel.kernelGbPerS),
    row("the device's own copy, bytes read and written", undefined, kernel.copyGbPerS),
    row('read-back', readBackMs, kernel.readBackGbPerS),
    row('whole call, bytes of input', callMs, kernel.callGbPerS),
  ];
  return `${head} The kernel runs at ${number(100 * share)} % of the device's copy; of the time of a whole call, upload and read-back
by themselves take ${number((100 * (uploadMs + readBackMs)) / callMs)} %, the kernel ${number((100 * kernelMs) / callMs)} %.

${table(['part', 'ms', 'GB/s'], rows)}`;
}

export function report({ date, commit, machine, note, kernel, results }) {
  const names = [...new Set(results.map(({ name }) => name))];
  const sizes = [...new Set(results.map(({ bytes }) => bytes))];
  const speed = (name, k, bytes) =>
    results.find((row) => row.name === name && row.k === k && row.bytes === bytes)?.mbPerS;
  const heads = names.map((name) => NAMES[name]);
  const bySize = sizes.map((bytes) => [
    readable(bytes),
    ...names.map((name) => number(speed(name, 3, bytes))),
    number(speed('wasm', 3, bytes) / speed('scalar', 3, bytes)),
  ]);
  const byK = [1, 2, 3, 4, 5, 6, 7, 8].map((k) => [
    `(${k},${k})`,
    ...names.map((name) => number(speed(name, k, 1e7))),
  ]);
  const at = Math.min(1e7, sizes.at(-1));
  const [wasm, scalar, copy, js] = ['wasm', 'scalar', 'copy', 'js'].map((n) => speed(n, 3, at));
  return `# The (s,k)-mer encoder

MB of ASCII a second, one call after another in one process, the fastest of nine rounds, three each in three sweeps over everything; \`Buffer.copy\` of the same bytes to memory that is there
already is the ceiling. Empty: not run, because a call took over 1.5 s, or the backend does not run there. Times are CPU time of the process,
for \`webgpu\` wall time. The plain loop neither checks its input nor reports other bytes than bases, which all backends do; all but
\`Buffer.copy\` and the one with \`output\` allocate their result in every call.

${date}, commit ${commit}, ${machine.cores} cores of ${machine.cpu}, Node ${machine.node}, load average ${machine.load.toFixed(1)} at the start.
${note ? `${note}\n` : ''}
At (3,3) and ${readable(at)}: \`wasm\` ${number(wasm)} MB/s, which is ${(wasm / scalar).toFixed(1)} times the plain loop and ${((100 * wasm) / copy).toFixed(0)} % of the copy; \`js\` ${number(js)} MB/s.

![speed over size and over k](gske.svg)

## (3,3) over sizes

${table(['input', ...heads, '`wasm` / plain loop'], bySize)}

From 100 MB on, much of the time of \`wasm\` is that of getting fresh memory for the result, 33 MB that are touched once a page: the option
\`output\` saves it.

## s = k at 10 MB

${table(['shape', ...heads], byK)}

## The WebGPU kernel and its transfers

${gpuSection(kernel)}

Every cell, k = 1..8 over all sizes: [gske.json](gske.json). Again: \`npm run bench:gske\`.
`;
}

/** The results as SVG: over sizes at (3,3), over k at 10 MB. */
export function draw(results) {
  const lines = (rows, x, keep) => {
    const byName = {};
    for (const row of rows.filter(keep)) (byName[row.name] ??= []).push([x(row), row.mbPerS]);
    return byName;
  };
  // 256 MB is too near to 100 MB for a label of its own.
  const sizes = [...new Set(results.map(({ bytes }) => bytes))];
  const large = 1e7;
  return plot(
    [
      {
        title: '(3,3)',
        xLabel: 'bytes of ASCII',
        ticks: sizes.map((bytes) => ({
          at: Math.log10(bytes),
          label: bytes > 1e8 ? '' : readable(bytes),
        })),
        lines: lines(
          results,
          ({ bytes }) => Math.log10(bytes),
          ({ k }) => k === 3,
        ),
      },
      {
        title: `${readable(large)}, s = k`,
        xLabel: 'k',
        ticks: [1, 2, 3, 4, 5, 6, 7, 8].map((k) => ({ at: k, label: String(k) })),
        lines: lines(
          results,
          ({ k }) => k,
          ({ bytes }) => bytes === large,
        ),
      },
    ],
    'MB/s',
  );
}
