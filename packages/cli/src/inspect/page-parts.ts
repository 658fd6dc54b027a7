/**
 * Tables and lists of the page.
 */
import type { InspectedPartition, Inspection } from '@pmklc/codec';
import { CARRIERS } from '@pmklc/models';
import { html, type Html } from './html.ts';
import { shownName } from './shown-name.ts';

/** Carriers in the order in which shares are stacked: what nobody foresaw, number 0, last. */
const ORDER = [...CARRIERS.slice(1), CARRIERS[0]!];

/** Contents, in words, of the streams of docs/format/sequence.md. */
const STREAM_WORDS: Record<string, string> = {
  bases: 'A, C, G, T as the models coded them',
  framing: 'headers, checksums, index',
  'private network': "a network of the file's own",
  head: 'line width, flags, and all that is short',
  lengths: 'residues of each record',
  layout: 'line lengths that differ',
  terminators: 'line ends that differ',
  markers: 'records that begin with ;',
  case: 'where lower case begins and ends',
  'run classes': 'kinds of runs',
  runs: 'where N and other letters are',
  literals: 'other letters',
  'plus lines': 'text behind +',
  islands: 'where something else is between records',
  'island bytes': 'and what',
  qualities: 'qualities of bases',
  titles: 'names and descriptions',
  raw: 'the file, which is no sequence',
};

const count = (value: number) => value.toLocaleString('en');
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const perBase = (bits: number, bases: number) => (bases > 0 ? (bits / bases).toFixed(4) : '-');
const bytesOf = (bits: number) => count(Math.round(bits / 8));

/** The summary. */
export function facts(inspection: Inspection): Html {
  const { originalBytes, archiveBytes, bases, bits, residues, recordCount, partitions } =
    inspection;
  const rows: [string, string, string][] = [
    ['original', count(originalBytes), 'bytes'],
    ['archive', count(archiveBytes), 'bytes'],
    ['ratio', (originalBytes / archiveBytes).toFixed(2), 'to 1'],
  ];
  if (bases > 0) {
    rows.push(['bits per base', perBase(8 * archiveBytes, bases), 'all of the archive']);
    rows.push(['bits per base', perBase(bits, bases), 'bases alone']);
    rows.push(['bases', count(bases), residues > bases ? `of ${count(residues)} residues` : '']);
    rows.push(['records', count(recordCount), '']);
  }
  rows.push(['partitions', count(partitions.length), levels(partitions)]);
  return html`<dl id="facts">
    ${rows.map(
      ([title, value, note]) =>
        html`<div>
          <dt>${title}</dt>
          <dd>${value} <small>${note}</small></dd>
        </div>`,
    )}
  </dl>`;
}

function levels(partitions: readonly InspectedPartition[]): string {
  const used = new Set(partitions.filter(({ bases }) => bases > 0).map(modelName));
  return [...used].join(', ');
}

function modelName(partition: InspectedPartition): string {
  const { level, isFast, isCustom, bothStrands, predictor, lanes } = partition;
  if (isFast) return 'fast';
  const strands = bothStrands ? ' both-strands' : '';
  const change = `${isCustom ? ' custom' : ''}${strands}${lanes > 1 ? ` ${lanes} lanes` : ''}`;
  const own = level > 0 ? `level ${level}${change}` : '';
  return [own, predictor].filter(Boolean).join(' with ');
}

/** Legend: which colour is what. */
export function legend({ carried }: Inspection): Html {
  const used = ORDER.filter(({ name }) =>
    carried.some((one) => one.carrier === name && one.bases > 0),
  );
  return html`<ul class="legend">
    ${used.map(
      ({ name, label, description }) =>
        html`<li title="${description}">${swatch(name)}${label}</li>`,
    )}
    <li><i class="c-gap"></i>no bases (N and the like)</li>
  </ul>`;
}

function swatch(carrier: string): Html {
  return html`<i class="c-${carrier}"></i>`;
}

/** Table of what each kind of model carried. */
export function carriedTable({ carried, bases, bits }: Inspection): Html {
  const rows = ORDER.flatMap((carrier) =>
    carried
      .filter((one) => one.carrier === carrier.name && one.bases > 0)
      .map((one) => ({ ...carrier, ...one })),
  );
  return html`<section id="carried">
    <h2>What carried the bases</h2>
    <p>The kind of model whose weighted votes for a base add up to most carries it.</p>
    <table>
      <thead>
        <tr>
          <th>model</th>
          <th>bases</th>
          <th>share</th>
          <th>bits per base</th>
          <th>bytes</th>
          <th>share</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (one) =>
            html`<tr>
              <th title="${one.description}">${swatch(one.name)}${one.label}</th>
              <td>${count(one.bases)}</td>
              <td>${percent(one.bases, bases)}</td>
              <td>${perBase(one.bits, one.bases)}</td>
              <td>${bytesOf(one.bits)}</td>
              <td>${percent(one.bits, bits)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** All bytes of the archive in one bar. */
export function streamBar({ streams, archiveBytes }: Inspection): Html {
  return html`<div class="bar">
    ${streams.map(
      ({ name, packedBytes }, i) =>
        html`<i
          class="s-${i % 8}"
          style="flex-grow:${packedBytes}"
          title="${name}: ${percent(packedBytes, archiveBytes)}"
        ></i>`,
    )}
  </div>`;
}

export function streamTable({ streams, archiveBytes }: Inspection): Html {
  return html`<table>
    <thead>
      <tr>
        <th>stream</th>
        <th>bytes</th>
        <th>share</th>
        <th>before packing</th>
        <th class="text">what it holds</th>
      </tr>
    </thead>
    <tbody>
      ${streams.map(
        ({ name, packedBytes, rawBytes }, i) =>
          html`<tr>
            <th><i class="s-${i % 8}"></i>${name}</th>
            <td>${count(packedBytes)}</td>
            <td>${percent(packedBytes, archiveBytes)}</td>
            <td>${rawBytes > 0 ? count(rawBytes) : '-'}</td>
            <td class="text">${STREAM_WORDS[name] ?? ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function recordTable({ records, recordCount }: Inspection): Html {
  const which =
    records.length === recordCount
      ? ''
      : ` (the longest ${count(records.length)} of ${count(recordCount)})`;
  return html`<section id="records">
    <h2>Records${which}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>name</th>
            <th>from</th>
            <th>residues</th>
            <th>bases</th>
            <th>bits per base</th>
            <th>bytes</th>
          </tr>
        </thead>
        <tbody>
          ${records.map(
            (record, i) =>
              html`<tr data-record="${i}">
                <th>${shownName(record.name)}</th>
                <td>${count(record.start + 1)}</td>
                <td>${count(record.residues)}</td>
                <td>${count(record.bases)}</td>
                <td>${perBase(record.bits, record.bases)}</td>
                <td>${bytesOf(record.bits)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

export function partitionTable({ partitions }: Inspection): Html {
  return html`<section id="partitions">
    <h2>Partitions</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>partition</th>
            <th>format</th>
            <th>model</th>
            <th>bytes of the file</th>
            <th>bases</th>
            <th>bytes of bases</th>
            <th>bits per base</th>
            <th class="text">starts from</th>
          </tr>
        </thead>
        <tbody>
          ${partitions.map(
            (one) =>
              html`<tr>
                <th>${one.archive > 0 ? `${one.archive}.` : ''}${one.index}</th>
                <td>${one.format}</td>
                <td>${modelName(one)}</td>
                <td>${count(one.originalBytes)}</td>
                <td>${count(one.bases)}</td>
                <td>${count(one.payloadBytes)}</td>
                <td>${perBase(8 * one.payloadBytes, one.bases)}</td>
                <td class="text">${startOf(one)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Knowledge and passed state that the model had before the first base. */
function startOf({ knowledge, snapshotFrom, prefixUpTo }: InspectedPartition): string {
  const passedState = [
    ...(snapshotFrom === undefined ? [] : [`what partition ${snapshotFrom} learned`]),
    ...(prefixUpTo === undefined ? [] : [`bases up to partition ${prefixUpTo}`]),
  ];
  return [...knowledge.map((pack) => `knowledge ${pack}`), ...passedState].join('; ') || 'nothing';
}
