/** The bytes of a partition from its bases and side streams: docs/format/sequence.md. */
import { must } from '../container/cursor.mjs';
import { joinFasta } from './join-fasta.mjs';
import { joinFastq } from './join-fastq.mjs';
import { makeResidues } from './residues.mjs';
import { Sections } from './sections.mjs';

const RAW_STREAM = 14;

export function joinBlock(format, bases, streams) {
  if (format === 'raw') {
    must(bases.length === 0, 'no bases in the format raw');
    return streams.get(RAW_STREAM) ?? new Uint8Array(0);
  }
  const sections = new Sections(format, streams);
  const residues = makeResidues(bases, sections);
  return format === 'fastq' ? joinFastq(residues, sections) : joinFasta(residues, sections);
}
