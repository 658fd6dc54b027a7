/**
 * The tables about partitions in docs/benchmarks.md.
 */

/** A table of sizes in bytes: the first way's, and how much the others differ. */
function waysTable(files, { table, number, percent }) {
  const ways = Object.keys(files[0].sizes);
  const rows = files.map(({ name, sizes }) => [
    name,
    ...ways.map((way, i) =>
      i === 0 ? number(sizes[way]) : percent(sizes[way] / sizes[ways[0]] - 1),
    ),
  ]);
  return table(['file', ...ways], rows);
}

function startsTable({ files }, { table, number, percent }) {
  const starts = Object.keys(files[0].starts);
  const rows = starts.map((start) => [
    start,
    ...files.map(({ starts: sizes }) =>
      start === starts[0] ? number(sizes[start]) : percent(sizes[start] / sizes[starts[0]] - 1),
    ),
  ]);
  return table(['the model starts from', ...files.map(({ name }) => name)], rows);
}

function fractionTable({ inputs }, { table, number, percent }) {
  const fractions = Object.keys(inputs[0].sizes);
  const head = ['input', 'off', ...fractions.map((fraction) => `${100 * fraction} %`)];
  const rows = inputs.map(({ name, off, sizes }) => [
    name,
    number(off),
    ...fractions.map((fraction) => percent(sizes[fraction] / off - 1)),
  ]);
  return table(head, rows);
}

function shiftTable({ separate, sizes }, { table, number, percent }) {
  const sum = separate.reduce((total, size) => total + size, 0);
  const rows = [
    ['three files', number(sum), ''],
    ...Object.entries(sizes).map(([way, size]) => [way, number(size), percent(size / sum - 1)]),
  ];
  return table(['', 'bytes', 'against three files'], rows);
}

function measuredTable({ measured }, { table }) {
  const [one] = measured;
  const rows = measured.map(({ threads, encode, decode, schedule }) => [
    threads,
    encode.toFixed(1),
    decode.toFixed(1),
    (one.encode / encode).toFixed(2),
    (one.decode / decode).toFixed(2),
    schedule.toFixed(2),
  ]);
  const head = ['workers', 'encode, s', 'decode, s', 'encode, times', 'decode, times', 'schedule'];
  return table(head, rows);
}

function simulatedTable({ simulated }, { table }) {
  const rows = simulated.map((row) => [
    row.devices,
    row.ideal.toFixed(2),
    row.chain.toFixed(2),
    row['two each'].toFixed(2),
  ]);
  const head = ['devices', 'N / (1 + f (N - 1))', 'one partition each', 'two each, copying'];
  return table(head, rows);
}

/** Replacements of the names in the template. */
export function passingTables(result, format) {
  const validation = result('smp-validation');
  const shift = result('species-shift');
  const scaling = result('scaling');
  return {
    partitions: waysTable(result('partitions').files, format),
    'smp-ways': waysTable(validation.files, format),
    'smp-bases': format.number(validation.files[0].bases),
    'smp-starts': startsTable(validation, format),
    'smp-fractions': fractionTable(result('smp-fraction'), format),
    'shift-bases': format.number(shift.basesEach),
    shift: shiftTable(shift, format),
    'scaling-bases': format.number(scaling.bases),
    'scaling-measured': measuredTable(scaling, format),
    'scaling-simulated': simulatedTable(scaling, format),
  };
}
