export type { ExitCode } from './errors.ts';
export { runCli } from './run-cli.ts';
