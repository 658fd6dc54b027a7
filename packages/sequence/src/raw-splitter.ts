/**
 * Keeps all bytes as one side stream (format `raw`).
 */
import { ByteBuffer } from '@pmklc/core';

export class RawSplitter {
  readonly bytes = new ByteBuffer(1024);

  /** Takes all of `view` and returns its length. */
  process(view: Uint8Array): number {
    this.bytes.append(view);
    return view.length;
  }
}
