/**
 * Names that this system does not take for names of files.
 */
import { FileError } from '../messages/errors.ts';

/** Separators, drives, streams, and names of devices, which Windows finds in any folder; what ends in a dot or space loses that there. */
const NO_WINDOWS_PART =
  /[\\:*?"<>|\u0000-\u001f]|[. ]$|^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** @throws FileError when it is no name here */
export function checkPlatformName(
  name: string,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform !== 'win32' || !name.split('/').some((part) => NO_WINDOWS_PART.test(part))) return;
  throw new FileError(`${name} is no name of a file on this system`);
}
