/**
 * A server on this machine that sends ranges of bytes, or what a bad one would send.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways to be bad: none; whole files only; no word about the range; other bytes; fewer than said; an answer like "not found". */
export type Fault = 'none' | 'whole' | 'silent' | 'elsewhere' | 'short' | 'missing';

/** A running server. What it sends may be changed meanwhile. */
export interface RangeServer {
  readonly url: string;
  bytes: Uint8Array;
  etag: string;
  fault: Fault;
  /** Bytes of bodies that were sent, and ranges that were asked for. */
  sentBytes: number;
  readonly ranges: string[];
  close(): Promise<void>;
}

/** Serves the bytes under any path of its URL. */
export async function rangeServer(bytes: Uint8Array): Promise<RangeServer> {
  const server = createServer((request, response) => answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state: RangeServer = {
    url: `http://127.0.0.1:${port}/file.pmklc`,
    bytes,
    etag: '"1"',
    fault: 'none',
    sentBytes: 0,
    ranges: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}

function answer(state: RangeServer, request: IncomingMessage, response: ServerResponse): void {
  const { bytes, fault, etag } = state;
  const { range = '' } = request.headers;
  state.ranges.push(range);
  const size = bytes.length;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  const start = Number(from);
  const end = Math.min(Number(to) + 1, size);
  const headers = {
    etag,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Content-Range, ETag',
  };
  const send = (status: number, body: Uint8Array, more: Record<string, string> = {}) => {
    state.sentBytes += body.length;
    response.writeHead(status, { ...headers, ...more }).end(body);
  };
  if (fault === 'missing') return send(404, new Uint8Array(0));
  if (fault === 'whole' || from === undefined) return send(200, bytes);
  if (start >= size) return send(416, new Uint8Array(0), { 'content-range': `bytes */${size}` });
  const shift = fault === 'elsewhere' ? 1 : 0;
  const said = { 'content-range': `bytes ${start + shift}-${end - 1 + shift}/${size}` };
  const cut = fault === 'short' ? 1 : 0;
  send(206, bytes.subarray(start, end - cut), fault === 'silent' ? {} : said);
}
