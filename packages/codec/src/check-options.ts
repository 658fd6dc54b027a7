/**
 * Checks of options: values by their ranges, and options that do not go together.
 */
import { MAX_LANES } from '@pmklc/container';
import { KnowledgePack } from '@pmklc/knowledge';
import { checkConfig, FAST_LEVEL, MAX_LEVEL, takesLanes } from '@pmklc/models';
import { checkKinds } from './check-kinds.ts';
import type {
  CodingOptions,
  CompressOptions,
  PartitionOptions,
  PassingOptions,
} from './options.ts';
import { SELECT_MODES } from './partition/job.ts';
import { pluginHash } from './plugin.ts';

const MIN_PARTITION_BASES = 2 ** 16;
const MAX_PARTITION_BASES = 2 ** 31;
const MAX_PARTITIONS = 2 ** 16;
const MAX_THREADS = 1024;
const TOPOLOGIES = ['chain', 'star', 'off'] as const;

/**
 * Checks the options of unpacking.
 * @throws RangeError when one is out of its range; TypeError when one is of the wrong kind
 */
export function checkCodingOptions(options: CodingOptions): void {
  checkKinds(options);
  checkInteger('memoryLimitBytes', options.memoryLimitBytes, 1, Number.MAX_SAFE_INTEGER);
  checkInteger('threads', options.threads, 1, MAX_THREADS);
  for (const file of options.knowledge?.packs ?? []) KnowledgePack.read(file);
  if (options.predictor !== undefined) pluginHash(options.predictor);
  const { engine } = options;
  if (typeof engine !== 'object') checkOneOf('engine', engine, ['wasm', 'reference']);
}

/**
 * Checks the options of packing.
 * @throws RangeError when one is out of its range; TypeError when one is of the wrong kind, or they do not go together
 */
export function checkCompressOptions(options: CompressOptions): void {
  checkCodingOptions(options);
  checkInteger('level', options.level, FAST_LEVEL, MAX_LEVEL);
  checkInteger('lanes', options.lanes, 1, MAX_LANES);
  checkInteger('inputBytes', options.inputBytes, 0, Number.MAX_SAFE_INTEGER);
  if (options.model !== undefined) checkConfig(options.model);
  checkPartitions(options.partitions);
  checkPassing(options.passing);
  checkOneOf('knowledge.select', options.knowledge?.select, SELECT_MODES);
  const { seconds = 1 } = options.privateNetwork ?? {};
  if (!(seconds > 0)) {
    throw new RangeError(`privateNetwork.seconds must be above 0, got ${seconds}`);
  }
  checkPredictor(options);
  checkEffects(options);
}

function checkPartitions({ bases, count, leastBytes }: PartitionOptions = {}): void {
  checkInteger('partitions.bases', bases, MIN_PARTITION_BASES, MAX_PARTITION_BASES);
  checkInteger('partitions.count', count, 1, MAX_PARTITIONS);
  checkInteger('partitions.leastBytes', leastBytes, 1, Number.MAX_SAFE_INTEGER);
  if (count !== undefined && bases !== undefined) {
    throw new TypeError('partitions.count and partitions.bases exclude each other');
  }
}

function checkPassing({ topology, fraction, width }: PassingOptions = {}): void {
  checkInteger('passing.width', width, 1, MAX_PARTITIONS);
  checkOneOf('passing.topology', topology, TOPOLOGIES);
  if (fraction !== undefined && !(fraction > 0 && fraction <= 1)) {
    throw new RangeError(`passing.fraction must be above 0 and at most 1, got ${fraction}`);
  }
}

function checkPredictor({ predictor, predictorAlone, model, knowledge }: CompressOptions): void {
  const { select } = knowledge ?? {};
  if (predictorAlone && (predictor === undefined || model !== undefined)) {
    throw new TypeError('predictorAlone needs a predictor, and takes no model');
  }
  if (predictor !== undefined && (select === 'sprm' || select === 'size')) {
    throw new TypeError('a private network and a predictor exclude each other');
  }
}

/** An option, what it needs, and whether that is missing. */
type Effect = [what: string, needs: string, isLost: boolean];

function effectsOnLanes({ lanes = 1, predictor, knowledge, model }: CompressOptions): Effect[] {
  const { select } = knowledge ?? {};
  const hasOther = predictor !== undefined || select === 'sprm' || select === 'size';
  return [
    ['lanes above 1', "PMKLC's model, no predictor or private network", lanes > 1 && hasOther],
    [
      'lanes above 1',
      'a model whose networks have invertedEvery 0',
      lanes > 1 && model !== undefined && !takesLanes(model),
    ],
  ];
}

/** The fast model takes nothing beside it. */
function effectsOnFast(options: CompressOptions): Effect[] {
  const { level, lanes = 1, predictor, predictorAlone, knowledge = {} } = options;
  const { select = 'none', packs = [] } = knowledge;
  const isFast = level === FAST_LEVEL;
  const hasExpert = predictor !== undefined && !predictorAlone;
  return [
    ['knowledge', 'a level above 0', isFast && (select !== 'none' || packs.length > 0)],
    ['predictor', 'a level above 0, or to be alone', isFast && hasExpert],
    ['lanes above 1', 'a level above 0', isFast && lanes > 1],
  ];
}

/** An option that decides what the archive is, and would do nothing beside the others, is a mistake. */
function checkEffects(options: CompressOptions): void {
  const { partitions = {}, passing = {}, knowledge = {}, predictorAlone = false } = options;
  const { select = 'auto', packs = [] } = knowledge;
  const { topology, fraction, width } = passing;
  const isGiven = (value: unknown) => value !== undefined;
  const effects: Effect[] = [
    [
      'partitions.leastBytes',
      'partitions.count',
      isGiven(partitions.leastBytes) && !partitions.count,
    ],
    ['passing.width', 'partitions.count', isGiven(width) && !partitions.count],
    [
      'passing.fraction or width',
      'a topology that is not "off"',
      topology === 'off' && (isGiven(fraction) || isGiven(width)),
    ],
    [
      'passing',
      'a model whose state fits other partitions, not a predictor alone or "sprm"',
      (predictorAlone || select === 'sprm') &&
        (isGiven(fraction) || isGiven(width) || (isGiven(topology) && topology !== 'off')),
    ],
    [
      'privateNetwork',
      'knowledge.select "sprm" or "size"',
      options.privateNetwork !== undefined && select !== 'sprm' && select !== 'size',
    ],
    [
      'knowledge.packs',
      'knowledge.select "auto", "spum" or "size"',
      packs.length > 0 && (select === 'none' || select === 'sprm'),
    ],
    [
      'knowledge',
      "PMKLC's model, not a predictor alone",
      predictorAlone && (packs.length > 0 || select === 'spum'),
    ],
  ];
  effects.push(...effectsOnLanes(options), ...effectsOnFast(options));
  const lost = effects.find(([, , isLost]) => isLost);
  if (lost !== undefined) throw new TypeError(`${lost[0]} needs ${lost[1]}`);
}

function checkOneOf(name: string, value: unknown, values: readonly string[]): void {
  if (value === undefined || values.includes(value as string)) return;
  throw new RangeError(`${name} must be one of ${values.join(', ')}, got "${String(value)}"`);
}

function checkInteger(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= min && value <= max)) return;
  throw new RangeError(`${name} must be an integer in ${min}..${max}, got ${value}`);
}
