/**
 * Port for a snapshot, from a worker in the middle of its work to the caller's thread. It travels in
 * shared memory: however many partitions start from it, it is not copied again.
 */
import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Capture, Snapshot } from '@pmklc/models';
import { toShared } from './compact.ts';

/** The caller's end. */
export interface SnapshotReceiver {
  /** Port to be transferred to the worker. */
  readonly port: MessagePort;
  /** Takes what is still on its way: whoever has the job's result has its snapshot. */
  drain(): void;
  /** Lets go of the port, which would keep the process alive. */
  close(): void;
}

/** @param take called when the snapshot arrives */
export function receiveSnapshot(take: Capture['take']): SnapshotReceiver {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', take);
  return {
    port: port2,
    drain() {
      for (let next; (next = receiveMessageOnPort(port1)) !== undefined;) {
        take(next.message as Snapshot);
      }
    },
    close: () => port1.close(),
  };
}

/** The worker's end, as what takes the snapshot there. */
export function sendSnapshot(port: MessagePort): Capture['take'] {
  return (snapshot) => port.postMessage(inSharedMemory(snapshot));
}

/** Snapshot of the same content, to be sent without a copy. */
export function inSharedMemory({ bases, parts }: Snapshot): Snapshot {
  return { bases, parts: parts.map(toShared) };
}
