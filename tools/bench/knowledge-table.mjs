/**
 * What public knowledge is worth: the table in docs/benchmarks.md, and a sentence of it in README.md.
 */
import { number, percent, table, times } from './format.mjs';
import { median, sum } from './numbers.mjs';

/** The change of a file, as a share. */
const changeOf = ({ none, auto }) => auto.bytes / none.bytes - 1;

export function knowledgeTable({ files }) {
  const head = ['file', 'without', 'with', 'change', 'encode, CPU', 'decode, CPU s'];
  const rows = files.map((file) => [
    file.name,
    number(file.none.bytes),
    number(file.auto.bytes),
    percent(changeOf(file)),
    `x ${(file.auto.encodeSeconds / file.none.encodeSeconds).toFixed(2)}`,
    file.auto.decodeSeconds.toFixed(1),
  ]);
  const total = (key) => sum(files.map((file) => file[key].bytes));
  const [none, auto] = [total('none'), total('auto')];
  const all = ['all', number(none), number(auto), percent(auto / none - 1), '', ''];
  return table(head, [...rows, all]);
}

export function knowledgeSentence({ files }) {
  const ecoli = files.find(({ name }) => name === 'ecoli_mg1655.fa');
  const seconds = (key) => sum(files.map((file) => file[key].encodeSeconds));
  const half = (-100 * median(files.map(changeOf))).toFixed(2);
  return `*E. coli* comes to ${number(ecoli.auto.bytes)} bytes, because *Salmonella* is among them
([model card](docs/model-card.md)); half of the files shrink by less than ${half} %. Packing takes ${times(seconds('auto') / seconds('none'))} times as long.`;
}
