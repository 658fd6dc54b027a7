export type { ExitCode } from './messages/errors.ts';
export { runCli } from './run-cli.ts';
