/**
 * Which static knowledge a partition is coded with, and getting it back from a header.
 */
import { DEFAULT_MEMORY_LIMIT_BYTES, type ModelInfo } from '@pmklc/container';
import type { BaseCoder, Beginning, ModelConfig } from '@pmklc/models';
import { fromHex, type Steps } from '@pmklc/core';
import type { Choice, KnowledgeUse } from '@pmklc/knowledge';
import {
  beginningOf,
  chooseKnowledgeInSteps,
  decodeUse,
  encodeUse,
  KnowledgePack,
  publicPackIfLoaded,
  revisionOf,
} from '@pmklc/knowledge';
import { unpackingBytes } from './model-plan.ts';
import type { Records } from './reads-model.ts';
import type { EncodeSettings } from './job.ts';
import { isPrivate } from '../private-network/private-network.ts';

/** Fewer bases are coded before knowledge is looked through. */
const LEAST_BASES = 4096;

/** Bytes that an engine has for a model and its bases: a model that needs more cannot be used, however much memory there is. */
const ENGINE_BYTES = 2 ** 32 - 2 ** 26;

const NOTHING: Choice = { uses: [], trials: [] };

/** Settings that decide which knowledge pays. */
export interface KnowledgeSettings extends EncodeSettings {
  /** Whether an expert that is not PMKLC's is among the experts. */
  readonly hasPredictor: boolean;
  /** Whether the contexts of the level's model learns from both strands. */
  readonly bothStrands: boolean;
  /** Lengths of the reads that the bases are, in turn; undefined where none are known. */
  readonly readLengths: readonly number[] | undefined;
  /** Records that the bases are. */
  readonly records: Records;
  /** Coder that codes samples and makes states, without a predictor of the caller's. */
  readonly engine: BaseCoder<ModelConfig>;
}

/** Start of a partition: from knowledge, from other partitions, or from nothing. */
export interface Start extends Beginning {
  /** Entries for the header. */
  readonly knowledge: readonly Uint8Array[];
  readonly choice: Choice;
}

/**
 * Chooses knowledge and joins it to what other partitions hand over.
 * @param packs `.pmk` files
 */
export function* chooseStart(
  bases: Uint8Array,
  settings: KnowledgeSettings,
  packs: readonly Uint8Array[] | undefined,
  passedState: Beginning,
): Steps<Start> {
  const choice = yield* choiceFor(bases, settings, packs, passedState);
  const knowledge = choice.uses.map((use) => encodeUse(use, revisionOf(use.pack)));
  return { ...joined(choice.uses, settings, passedState), knowledge, choice };
}

/**
 * Start that the header of a partition names, joined to what other partitions hand over.
 * @param engine makes states
 * @throws PmklcError `model-mismatch` when a pack is not here; `corrupt`
 */
export function readStart(
  { knowledge, level }: ModelInfo,
  packs: readonly Uint8Array[] | undefined,
  passedState: Beginning,
  engine: BaseCoder<ModelConfig>,
): Beginning {
  const entries = knowledge.filter((entry) => !isPrivate(entry));
  if (entries.length === 0) return passedState;
  const known = knownPacks(packs);
  const uses = entries.map((entry) => decodeUse(entry, known));
  return joined(uses, { level, engine }, passedState);
}

/** Packs that were read, by their files: partitions have them in common. */
const readPacks = new WeakMap<Uint8Array, KnowledgePack>();

function packOf(file: Uint8Array): KnowledgePack {
  const pack = readPacks.get(file) ?? KnowledgePack.read(file);
  readPacks.set(file, pack);
  return pack;
}

/** Packs that were given, and the public pack where it is there, each once: twice copied from is not worth more. */
function knownPacks(files: readonly Uint8Array[] = []): KnowledgePack[] {
  const packs = new Map<string, KnowledgePack>();
  for (const pack of files.map(packOf)) packs.set(pack.hexId, pack);
  const own = publicPackIfLoaded();
  if (own === undefined) return [...packs.values()];
  packs.delete(own.hexId);
  return [...packs.values(), own];
}

/** Ids of the packs that partitions may use where these files are given, in the order in which they are tried. */
export function knowledgeIds(files: readonly Uint8Array[] | undefined): Uint8Array[] {
  return knownPacks(files).map(({ hexId }) => fromHex(hexId));
}

function* choiceFor(
  bases: Uint8Array,
  settings: KnowledgeSettings,
  packs: readonly Uint8Array[] | undefined,
  { snapshot, prefix }: Beginning,
): Steps<Choice> {
  const { select = 'auto', engine, level, model } = settings;
  if (select === 'none' || select === 'sprm' || bases.length < LEAST_BASES) return NOTHING;
  const known = knownPacks(packs);
  const roomWith = (residues: number) =>
    roomForPrefix(bases.length, prefix?.length ?? 0, residues, settings);
  const residues = known.reduce((sum, { contents }) => sum + contents.proteins.residueCount, 0);
  // Alignments end with a read: proteins would hardly be asked.
  const allowsProteins = !model && settings.readLengths === undefined && roomWith(residues) > 0;
  return yield* chooseKnowledgeInSteps(bases, known, {
    engine,
    level,
    bothStrands: settings.bothStrands,
    allowsProteins,
    readLengths: settings.readLengths,
    // Knowledge has snapshots for the levels' own models, and none for those of reads.
    allowsSnapshot: !snapshot && !model && !settings.hasPredictor && settings.records !== 'reads',
    mostPrefixBases: roomWith(allowsProteins ? residues : 0),
    isForced: select === 'spum',
  });
}

/** Most bases that a model may know before, beside proteins of so many residues, so that a reader with as much memory can unpack. */
function roomForPrefix(
  baseCount: number,
  passedState: number,
  residues: number,
  { level, model, lanes, memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES }: EncodeSettings,
): number {
  let room = 2 ** 30;
  const needed = () => {
    const prefixBases = passedState + room;
    return unpackingBytes(level, baseCount, { model, prefixBases, residues, lanes }) + baseCount;
  };
  const limit = Math.min(memoryLimitBytes, ENGINE_BYTES);
  while (room > LEAST_BASES && needed() > limit) room /= 2;
  return room > LEAST_BASES ? room : 0;
}

/** Public sequence comes first: what is in the same file is worth more, and is found before it. */
function joined(
  uses: readonly KnowledgeUse[],
  { level, engine }: Pick<KnowledgeSettings, 'level' | 'engine'>,
  passedState: Beginning,
): Beginning {
  const known = beginningOf(uses, level, engine);
  const snapshot = passedState.snapshot ?? known.snapshot;
  const prefix = concatenated(known.prefix, passedState.prefix);
  const { proteins } = known;
  return {
    ...(snapshot && { snapshot }),
    ...(proteins && { proteins }),
    ...(prefix && { prefix }),
  };
}

function concatenated(
  first: Uint8Array | undefined,
  second: Uint8Array | undefined,
): Uint8Array | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
