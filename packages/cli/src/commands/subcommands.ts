/**
 * All of them; a new one is a line here.
 */
import { DEVICES } from './devices.ts';
import { INSPECT } from '../inspect/inspect.ts';
import type { Subcommand } from '../flags/subcommand.ts';
import { TRAIN } from './train.ts';
import { VIEW } from './view.ts';

export const SUBCOMMANDS: readonly Subcommand[] = [VIEW, INSPECT, TRAIN, DEVICES];
