/**
 * Flags of packing that would do nothing beside the others: a mistake, as in `compress` of `@pmklc/codec`.
 */
import { UsageError } from '../messages/errors.ts';
import type { Command } from './command.ts';

/** @throws UsageError with the flag, and what it needs or excludes */
export function checkEffects(command: Command): void {
  if (command.mode !== 'compress') return;
  const { partitions, passing, predictorAlone, select, knowledge, lanes = 1 } = command;
  const { topology, fraction, width } = passing;
  if (width !== undefined && partitions === undefined) {
    throw new UsageError('--smp-width needs --partitions');
  }
  if (topology === 'off' && (fraction ?? width) !== undefined) {
    throw new UsageError('--smp off takes neither --smp-fraction nor --smp-width');
  }
  const passes = (fraction ?? width) !== undefined || (topology ?? 'off') !== 'off';
  if (passes && (predictorAlone || select === 'sprm')) {
    const what = predictorAlone ? '--predictor-alone' : '--select sprm';
    throw new UsageError(`${what} passes nothing on: it takes no --smp`);
  }
  if (command.sprmBudgetSeconds !== undefined && select !== 'sprm' && select !== 'size') {
    throw new UsageError('--sprm-budget needs --select sprm or --select size');
  }
  if (predictorAlone && (knowledge.length > 0 || select === 'spum')) {
    throw new UsageError('--predictor-alone takes no knowledge (--knowledge, --select spum)');
  }
  if (lanes > 1 && (command.predictor !== undefined || select === 'sprm' || select === 'size')) {
    const what = command.predictor === undefined ? `--select ${select}` : '--predictor';
    throw new UsageError(`${what} has one lane: it takes no --lanes above 1`);
  }
  checkFastAlone(command);
  checkPacks(select, knowledge);
}

/** @throws UsageError when something is asked for that the fast model does not have */
function checkFastAlone(command: Command): void {
  const { level, select, knowledge, predictor, predictorAlone, lanes = 1 } = command;
  checkFast(level, select, knowledge);
  if (level > 0) return;
  if (lanes > 1) throw new UsageError('--fast has one lane: it takes no --lanes above 1');
  if (predictor !== undefined && !predictorAlone) {
    throw new UsageError('--fast takes no --predictor, unless that is alone');
  }
}

/** @throws UsageError when the fast model is to have knowledge */
export function checkFast(
  level: number,
  select: Command['select'],
  packs: readonly string[],
): void {
  if (level > 0 || ((select ?? 'none') === 'none' && packs.length === 0)) return;
  throw new UsageError('--fast uses no knowledge: it takes neither --select nor --knowledge');
}

/** @throws UsageError when packs would not be used */
export function checkPacks(select: Command['select'], packs: readonly string[]): void {
  if (packs.length === 0 || (select !== 'none' && select !== 'sprm')) return;
  throw new UsageError(`--select ${select} uses no packs: it takes no --knowledge`);
}
