/**
 * The tables about the model in docs/benchmarks.md: levels, parts, shapes of tokens, and choices.
 */
import { number, percent, table } from './format.mjs';
import { mean, sum } from '../numbers.mjs';
import { paretoFront } from './summary.mjs';

const baseName = (name) => name.replace(/\.\w+$/, '');

function ladder({ bases, levels }) {
  const head = ['level', 'payload', 'bits per base', 'CPU time', 'MiB of tables and history'];
  const rows = levels.map(({ level, bytes, seconds, memoryMib }) => [
    `-${level}`,
    number(bytes),
    ((8 * bytes) / bases).toFixed(4),
    (seconds / levels[0].seconds).toFixed(2),
    number(memoryMib),
  ]);
  return table(head, rows);
}

function ablation({ files }) {
  const head = ['', ...files.map(({ name }) => baseName(name)), 'CPU time'];
  const seconds = (i) => sum(files.map((file) => file.variants[i].encodeSeconds));
  const rows = files[0].variants.map(({ title }, i) => [
    title,
    ...files.map(({ variants }) =>
      i === 0 ? number(variants[0].bytes) : percent(variants[i].bytes / variants[0].bytes - 1),
    ),
    i === 0 ? '1' : (seconds(i) / seconds(0)).toFixed(2),
  ]);
  return table(head, rows);
}

function baseline({ files }) {
  const head = [
    'file',
    'bases',
    'bits per base',
    'encode, bases a second of CPU',
    'decode',
    'MiB',
    'against the level: size',
    'CPU time',
  ];
  const rows = files.map((file) => [
    file.name,
    number(file.bases),
    ((8 * file.bytes) / file.bases).toFixed(4),
    number(Math.round(file.bases / file.encodeSeconds)),
    number(Math.round(file.bases / file.decodeSeconds)),
    file.memoryMib,
    percent(file.bytes / file.levelBytes - 1),
    `x ${(file.encodeSeconds / file.levelSeconds).toFixed(2)}`,
  ]);
  return table(head, rows);
}

const shapeName = (shape) =>
  shape === null ? 'the level (several views)' : `(${shape.join(',')})`;

/** Encoding time and size of each shape on all files, as shares of those of (3,3). */
function shapeRows({ shapes }) {
  const base = shapes.find(({ shape }) => shape?.join() === '3,3');
  const share = (own, theirs) => mean(own.map((x, i) => x / theirs[i]));
  return shapes.map(({ shape, bytes, seconds, mib }) => ({
    name: shapeName(shape),
    kind: kindOf(shape),
    encode: sum(seconds) / sum(base.seconds),
    bytes: share(bytes, base.bytes),
    sizes: bytes.map((x, i) => x / base.bytes[i] - 1),
    mib,
  }));
}

function kindOf(shape) {
  if (shape === null) return '';
  const [stride, k] = shape;
  return stride === k ? 'meet' : stride < k ? 'overlap' : 'leave gaps';
}

/**
 * Knee of a front, where it bends most: the point farthest from the line between its ends, in logarithms scaled to 0..1.
 * @param front from the fastest to the smallest, three rows or more
 */
export function kneeOf(front) {
  const scaled = (key) => {
    const logs = front.map((row) => Math.log(row[key]));
    const [low, high] = [Math.min(...logs), Math.max(...logs)];
    return logs.map((x) => (x - low) / (high - low));
  };
  const [x, y] = [scaled('encode'), scaled('bytes')];
  const depth = x.map((_, i) => 1 - x[i] - y[i]);
  return front[depth.indexOf(Math.max(...depth))];
}

function shapesTable(result) {
  const rows = shapeRows(result);
  const single = rows.filter(({ kind }) => kind !== '');
  const front = paretoFront(single);
  const knee = kneeOf(front);
  const head = [
    '(s,k)',
    'tokens',
    'CPU time',
    'mean size',
    ...result.files.map(({ name }) => baseName(name)),
    'MiB',
    'front',
  ];
  return table(
    head,
    rows.map((row) => [
      row === knee ? `**${row.name}**` : row.name,
      row.kind,
      row.encode.toFixed(2),
      percent(row.bytes - 1),
      ...row.sizes.map((change) => percent(change)),
      row.mib.toFixed(2),
      row === knee ? 'the knee' : front.includes(row) ? 'yes' : '',
    ]),
  );
}

const kneeName = (result) =>
  kneeOf(paretoFront(shapeRows(result).filter(({ kind }) => kind !== ''))).name;

function vocabularyTable({ vocabularies, vocabularyFiles }) {
  const base = vocabularies.find(({ shape }) => shape.join() === '3,3');
  const head = [
    '(s,k)',
    'words',
    'MiB of networks',
    'CPU time',
    ...vocabularyFiles.map(({ name }) => baseName(name)),
  ];
  return table(
    head,
    vocabularies.map(({ shape, mib, seconds, bytes }) => [
      shapeName(shape),
      number(4 ** shape[1]),
      mib.toFixed(2),
      (sum(seconds) / sum(base.seconds)).toFixed(2),
      ...bytes.map((size, i) =>
        shape === base.shape ? number(size) : percent(size / base.bytes[i] - 1),
      ),
    ]),
  );
}

const meanChange = (files, rule) =>
  mean(files.map((file) => file.ways[rule(file)].bytes / file.ways.none.bytes - 1));

/** "All knowledge where the entropy is on one side of a threshold", with the side and the threshold that save most of a file on average. */
function bestEntropyRule(files, estimator) {
  const cuts = [-Infinity, ...files.map(({ entropies }) => entropies[estimator])];
  const rules = cuts.flatMap((cut) =>
    [true, false].map(
      (isAbove) => (file) => (file.entropies[estimator] > cut === isAbove ? 'spum' : 'none'),
    ),
  );
  return rules.reduce((best, rule) =>
    meanChange(files, rule) < meanChange(files, best) ? rule : best,
  );
}

function rulesOf(files) {
  const smallest = ({ ways }) =>
    Object.keys(ways).reduce((best, way) => (ways[way].bytes < ways[best].bytes ? way : best));
  const estimators = Object.keys(files[0].entropies);
  return {
    'none at all': () => 'none',
    'the 500 MB rule: all of it': () => 'spum',
    ...Object.fromEntries(
      estimators.map((name) => [
        `entropy (${name}), best threshold in hindsight`,
        bestEntropyRule(files, name),
      ]),
    ),
    'a trial on a sample (`--select auto`)': () => 'auto',
    'the smallest of the three, in hindsight': smallest,
  };
}

function rulesTable({ files }) {
  const head = ['rule', 'bytes', 'change', 'mean change of a file', 'CPU time'];
  const total = (rule, key) => sum(files.map((file) => file.ways[rule(file)][key]));
  const none = total(() => 'none', 'bytes');
  const seconds = total(() => 'none', 'seconds');
  const rows = Object.entries(rulesOf(files)).map(([name, rule]) => [
    name,
    number(total(rule, 'bytes')),
    percent(total(rule, 'bytes') / none - 1),
    percent(meanChange(files, rule)),
    name.includes('smallest') ? '' : `x ${(total(rule, 'seconds') / seconds).toFixed(2)}`,
  ]);
  return table(head, rows);
}

function selectorTable({ files }) {
  const head = ['file', 'none', 'all', 'as chosen', 'chosen', 'best of the three', 'lost'];
  const rows = files.map(({ name, ways: { none, auto, spum } }) => {
    const best = Math.min(none.bytes, auto.bytes, spum.bytes);
    return [
      name,
      number(none.bytes),
      percent(spum.bytes / none.bytes - 1),
      percent(auto.bytes / none.bytes - 1),
      auto.chosen.join(', ') || 'nothing',
      number(best),
      percent(auto.bytes / best - 1),
    ];
  });
  return table(head, rows);
}

/** Replacements of the names in the template. */
export function modelTables(result) {
  const views = result('views');
  const steps = result('ladder');
  const parts = result('ablation');
  return {
    'ladder-file': steps.name,
    ladder: ladder(steps),
    limit: number(parts.limit),
    ablation: ablation(parts),
    'baseline-bases': number(Math.max(...result('baseline').files.map(({ bases }) => bases))),
    baseline: baseline(result('baseline')),
    'views-bases': number(Math.max(...views.files.map(({ bases }) => bases))),
    'views-reach': views.reach,
    views: shapesTable(views),
    knee: kneeName(views),
    'vocabulary-bases': number(views.vocabularyFiles[0].bases),
    vocabularies: vocabularyTable(views),
    selector: selectorTable(result('selector')),
    rules: rulesTable(result('selector')),
  };
}
