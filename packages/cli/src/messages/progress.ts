/**
 * Progress: when and how work that goes on is shown. The bar itself is loaded where a person is watching.
 */
import type { Command } from '../flags/command.ts';
import type { ProgressBar } from './bar.ts';

/** Shows nothing. */
export const NO_BAR: ProgressBar = { update() {}, stop() {} };

/**
 * A bar that shows nothing when standard error is no terminal.
 * @param size bytes of the input; undefined when not known, which makes no bar
 */
export async function showProgress(
  { quiet, mode }: Pick<Command, 'quiet' | 'mode'>,
  name: string,
  size: number | undefined,
): Promise<ProgressBar> {
  if (quiet || !process.stderr.isTTY || size === undefined) return NO_BAR;
  const { startBar } = await import('./bar.ts');
  return startBar(name, size, mode === 'compress');
}
