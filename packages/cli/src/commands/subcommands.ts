/**
 * All subcommands; a new one is a line here. Each is loaded when it is called: packing needs none of them.
 */
import type { NamedSubcommand } from '../flags/subcommand.ts';

export const SUBCOMMANDS: readonly NamedSubcommand[] = [
  {
    name: 'pack',
    summary: 'pack folders and files into one archive, from which any can be taken',
    load: async () => (await import('./pack.ts')).PACK,
  },
  {
    name: 'view',
    summary: 'records of an archive, or parts of them, without unpacking the rest',
    load: async () => (await import('./view.ts')).VIEW,
  },
  {
    name: 'inspect',
    summary: 'a page that shows where the information of a file is',
    load: async () => (await import('../inspect/inspect.ts')).INSPECT,
  },
  {
    name: 'train',
    summary: 'make a knowledge pack of genomes, for smaller archives of related ones',
    load: async () => (await import('./train.ts')).TRAIN,
  },
  {
    name: 'add',
    summary: 'more files for an archive of many',
    load: async () => (await import('./add.ts')).ADD,
  },
  {
    name: 'plan',
    summary: 'what the jobs of a file would need, for schedulers',
    load: async () => (await import('../jobs/plan.ts')).PLAN,
  },
  {
    name: 'split',
    summary: 'divide packing or unpacking into jobs, for many machines',
    load: async () => (await import('../jobs/split.ts')).SPLIT,
  },
  {
    name: 'job',
    summary: 'do one of them',
    load: async () => (await import('../jobs/job.ts')).JOB,
  },
  {
    name: 'join',
    summary: 'make one file of their results',
    load: async () => (await import('../jobs/join.ts')).JOIN,
  },
  {
    name: 'devices',
    summary: 'what this machine has to work on, and what is missing',
    load: async () => (await import('./devices.ts')).DEVICES,
  },
];
