/**
 * All of them; a new one is a line here.
 */
import type { Subcommand } from './subcommand.ts';
import { VIEW } from './view.ts';

export const SUBCOMMANDS: readonly Subcommand[] = [VIEW];
