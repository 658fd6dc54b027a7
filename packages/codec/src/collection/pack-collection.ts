/**
 * Packs many files into one archive: the input of the archive is their bytes, one file after the other, and a table says what
 * they are called and where each begins.
 */
import { FAST_LEVEL } from '@pmklc/models';
import { checkCompressOptions } from '../check-options.ts';
import type { CompressOptions } from '../options.ts';
import { packArchive } from '../pack-archive.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import { CollectionPassing } from './collection-passing.ts';
import { inputOf } from './collection-input.ts';
import { planCollection } from './collection-plan.ts';
import type { MemberInput } from './member.ts';
import { faultOf } from './member-names.ts';
import { encodeTable } from './member-table.ts';

/** Options of packing a collection: those of one input but for what cuts it, or is about its size. */
export type CollectionOptions = Omit<
  CompressOptions,
  'format' | 'inputBytes' | 'mateNames' | 'partitions' | 'passing'
>;

/**
 * Packs files, folders and links into chunks of one archive. They are complete when the iteration ends without an error.
 *
 * Memory does not grow with the bytes of the files; it does with their number.
 * @throws RangeError when a member's name, or the target of a link, is none that an archive may hold, or an option is out of
 *   its range; TypeError when a file has other bytes than it said, or an option is of the wrong kind; what reading a member
 *   throws; the signal's reason when aborted
 */
export async function* packCollection(
  members: readonly MemberInput[],
  options: CollectionOptions = {},
): AsyncGenerator<Uint8Array> {
  checkCompressOptions(options);
  const found = faultOf(members);
  if (found !== undefined) {
    throw new RangeError(`${JSON.stringify(found.member.name)} cannot be packed: ${found.fault}`);
  }
  await loadWasm(options.engine);
  const plan = await planCollection(members, options.signal);
  const { sections, copiedBases } = plan;
  // One table is little beside the files: only where time counts it is packed in a hurry.
  const tableEffort = options.level === FAST_LEVEL ? 'least' : 'small';
  yield* packArchive(inputOf(plan.files), options, {
    members: encodeTable(plan.members, tableEffort),
    breaks: sections.slice(1).map(({ start }) => start),
    passing: new CollectionPassing(sections),
    copiedBases,
  });
}
