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
  checkPacks(select, knowledge);
}

/** @throws UsageError when packs would not be used */
export function checkPacks(select: Command['select'], packs: readonly string[]): void {
  if (packs.length === 0 || (select !== 'none' && select !== 'sprm')) return;
  throw new UsageError(`--select ${select} uses no packs: it takes no --knowledge`);
}
