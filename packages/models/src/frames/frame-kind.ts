/**
 * The frame model as a kind of experts: what configuration, snapshots and engine know of it.
 */
import { absentState, ABSENT_LANE } from '../absent-experts.ts';
import { between, isAscending, need } from '../configuration/ranges.ts';
import { readOrders, writeOrders } from '../configuration/order-set.ts';
import type { ExpertKind, ExpertLane, ExpertState } from '../expert.ts';
import { segment, type Segment } from '../snapshot/segment.ts';
import { stateCount, type FrameConfig, type FramesField } from './frame-config.ts';
import { FrameModel } from './frame-model.ts';
import { FrameState } from './frame-state.ts';

const MAX_ORDER = 6;
/** Probabilities in a state, Q22. */
const PROBABILITY: [number, number] = [512, 2 ** 22 - 1];
const EVIDENCE: [number, number] = [0, 65535];
/**
 * Evidence that static knowledge keeps of a slot, Q7: 8 visits, so that another genome's genes are soon learned. With 32 HePy and
 * transcripts are 0.1 % larger; without any start chloroplast 0.2 %, ebolavirus 0.4 %, dengue viruses 0.5 %.
 */
const MOST_KEPT_EVIDENCE = 8 * 128;
/** Orders that static knowledge keeps. What order 6 had learned, 240 kB a level, gained nothing. */
const MOST_KEPT_ORDER = 4;

/** Frame model: it infers in which kind of gene, and where in its codons, a base is. */
export const frames: ExpertKind<FramesField, FrameState | ExpertState, FrameModel | ExpertLane> = {
  name: 'frames',
  label: 'reading frames',
  description: 'what follows at this place of a codon, on either strand',
  fields: { frames: { orNull: { genes: 'number', intergenic: 'number', orders: ['number'] } } },
  check: ({ frames }) => frames && checkFrames(frames),
  write(writer, { frames }) {
    writer.varint(frames?.genes ?? 0);
    if (frames === null) return;
    writer.varint(frames.intergenic);
    writeOrders(writer, frames.orders);
  },
  read(reader) {
    const genes = reader.varint();
    if (genes === 0) return { frames: null };
    return { frames: { genes, intergenic: reader.varint(), orders: readOrders(reader) } };
  },
  opinionCount: ({ frames }) => frames?.orders.length ?? 0,
  parts: ({ frames }) => [{ name: 'frames', segments: segmentsOf(frames), isAlikeAtLevels: true }],
  // Four probabilities of 32 bits and 16 bits of evidence for each context and state.
  memoryBytes: ({ frames }) =>
    (frames?.orders ?? []).reduce((sum, k) => sum + 18 * stateCount(frames) * 4 ** k, 0),
  settings: ({ frames }) =>
    frames ? [frames.orders.length, frames.genes, frames.intergenic, ...frames.orders] : [0],
  createState: ({ frames }, { random }) =>
    frames ? new FrameState(frames, random) : absentState(1),
  createLane: (state, { history }) =>
    state instanceof FrameState ? new FrameModel(history, state) : ABSENT_LANE,
};

function checkFrames({ genes, intergenic, orders }: FrameConfig): void {
  need(between(genes, 1, 4), `genes must be in 1..4, got ${genes}`);
  need(between(intergenic, 1, 4), `intergenic must be in 1..4, got ${intergenic}`);
  need(between(orders.length, 1, 3), `a frame model has 1 to 3 orders, got ${orders.length}`);
  need(isAscending(orders, MAX_ORDER), `orders of frames must ascend within 1..6, got ${orders}`);
}

/** Segments of each order: probabilities (Q22), evidence (Q7). */
function segmentsOf(frames: FrameConfig | null): Segment[] {
  return (frames?.orders ?? []).flatMap((k) => {
    const slots = stateCount(frames) * 4 ** k;
    const share = k <= MOST_KEPT_ORDER ? 1 : 0;
    return [
      segment(4, 4 * slots, [PROBABILITY], { share }),
      segment(2, slots, [EVIDENCE], { share, most: MOST_KEPT_EVIDENCE }),
    ];
  });
}
