/**
 * Files that come with a package, where they are fetched: in a browser.
 */

/** @throws Error when it is not there; what `fetch` throws */
export async function fetchBytes(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
