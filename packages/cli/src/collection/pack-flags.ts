/**
 * Options of `pmklc pack` and `pmklc add`.
 */
import type { EngineName, SelectMode } from '@pmklc/codec';
import type { Command as Parser } from 'commander';
import type { PackRequest } from './pack-request.ts';
import { checkFast, checkPacks } from '../flags/check-effects.ts';
import {
  addLevelOptions,
  engineOption,
  integerOf,
  knowledgeOption,
  publicSelectOption,
  sizeOf,
  threadsOf,
} from '../flags/option-values.ts';

/** Options as the parser leaves them. */
export interface PackFlags {
  force?: true;
  attributes: boolean;
  dereference?: true;
  verify: boolean;
  level?: string;
  select?: SelectMode;
  knowledge?: string[];
  threads?: string;
  engine?: EngineName;
  memory?: string;
  quiet?: true;
  verbose?: true;
  json?: true;
}

/** Adds them; the group of files is begun. */
export function addPackOptions(parser: Parser): Parser {
  parser
    .option('--no-attributes', 'record neither times nor permissions')
    .option('-L, --dereference', 'pack what links lead to, and not the links')
    .option('--no-verify', 'do not unpack what was packed before it gets its name');
  addLevelOptions(parser.optionsGroup('Packing:'));
  parser.addOption(publicSelectOption()).addOption(knowledgeOption());
  parser
    .optionsGroup('Resources:')
    .option('-T, --threads <N>', 'partitions coded at a time; default one per core')
    .addOption(engineOption())
    .option('--memory <SIZE>', 'memory for one partition; default 2G');
  parser
    .optionsGroup('Messages:')
    .option('-q, --quiet', 'errors only')
    .option('-v, --verbose', 'a line about the archive')
    .option('--json', 'the result as JSON');
  return parser;
}

/** @throws UsageError when they make no sense */
export function packRequest(
  flags: PackFlags,
  files: Pick<PackRequest, 'paths' | 'output' | 'adds'>,
): PackRequest {
  const { level = '6', select, knowledge = [] } = flags;
  checkPacks(select, knowledge);
  const chosenLevel = integerOf(level, '--level', 0, 9);
  checkFast(chosenLevel, select, knowledge);
  return {
    ...files,
    force: flags.force ?? false,
    hasAttributes: flags.attributes,
    followsLinks: flags.dereference ?? false,
    verify: flags.verify,
    level: chosenLevel,
    select,
    knowledge,
    threads: threadsOf(flags.threads),
    engine: flags.engine,
    memoryLimitBytes: sizeOf(flags.memory, '--memory'),
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    json: flags.json ?? false,
  };
}
