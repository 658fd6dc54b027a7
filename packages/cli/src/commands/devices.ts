/**
 * `pmklc devices`: what this machine has to code, to encode and to train on, and what it lacks.
 */
import { availableParallelism } from 'node:os';
import { DeviceError, requestGpu } from '@pmklc/gske';
import { listBackends } from '@pmklc/training';
import { Command as Parser } from 'commander';
import { escapeText } from '../messages/escape-text.ts';
import type { Subcommand, Work } from '../flags/subcommand.ts';

const EXAMPLES = `Examples:
  pmklc devices          what there is, one a line
  pmklc devices --json   the same for programs
`;

const NOTES = `
--devices takes cpu:WORKERS. Packing and unpacking are done by processor cores alone; a GPU
is of use where networks are trained.`;

/** One device, or one way to use it. */
interface Row {
  readonly name: string;
  readonly usable: boolean;
  /** The device and its uses, or why it cannot be used. */
  readonly description: string;
  /** A step that would make it usable. */
  readonly fix?: string;
}

export const DEVICES: Subcommand = {
  examples: EXAMPLES,
  notes: NOTES,
  createParser: () =>
    new Parser('pmklc devices')
      .description('Lists the devices of this machine, and how to make use of the others.')
      .usage('[options]')
      .addHelpText('before', EXAMPLES)
      .addHelpText('after', NOTES)
      .helpOption('-h, --help', 'print this and exit')
      .option('--json', 'one object a line'),
  plan: (parser) => plan(parser.opts<{ json?: true }>().json ?? false),
};

function plan(json: boolean): Work {
  return async () => {
    const rows = [cores(), await gpu(), ...(await trainers())];
    for (const row of rows) process.stdout.write(`${json ? JSON.stringify(row) : line(row)}\n`);
    return 0;
  };
}

function line({ name, usable, description, fix }: Row): string {
  const rest = fix === undefined ? '' : ` (${fix})`;
  return escapeText(`${name.padEnd(18)} ${usable ? 'yes' : 'no '}  ${description}${rest}`);
}

function cores(): Row {
  const count = availableParallelism();
  return { name: 'cpu', usable: true, description: `${count} cores: packing, unpacking` };
}

async function gpu(): Promise<Row> {
  const name = 'webgpu:0';
  try {
    const { device, name: adapter, software } = await requestGpu();
    device.destroy();
    const kind = software ? ', which is software' : '';
    return { name, usable: true, description: `${adapter}${kind}: encoding of (s,k)-mers` };
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return { name, usable: false, ...problemOf(error) };
  }
}

function problemOf({ code, message }: DeviceError): Pick<Row, 'description' | 'fix'> {
  if (code === 'missing-package') {
    return { description: 'the package webgpu is missing', fix: 'npm install webgpu' };
  }
  if (code === 'no-adapter') {
    const fix = 'install the Vulkan driver of the GPU';
    return { description: 'no GPU is found, or no driver for it', fix };
  }
  return { description: message };
}

async function trainers(): Promise<Row[]> {
  const backends = await listBackends();
  return backends.map((backend) => ({ ...backend, name: `train:${backend.name}` }));
}
