/**
 * A registry of npm packages in a folder, as far as `npm publish` and `npm install` need one: package
 * documents, tarballs, and publishing. Small enough to be read, where verdaccio would bring hundreds of
 * packages. It trusts everybody, and listens to this machine alone.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** A folder of `NAME/package.json` (the package document) and `NAME/NAME-VERSION.tgz`. */
export class Registry {
  #folder;
  #server = createServer((request, response) => this.#answer(request, response));
  url = '';

  constructor(folder) {
    this.#folder = folder;
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}/`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Adds a version, as `npm publish` would. */
  add(manifest, tarball) {
    const { name, version } = manifest;
    const known = this.document(name) ?? { name, versions: {}, 'dist-tags': {} };
    if (known.versions[version] !== undefined)
      throw new Error(`${name}@${version} is there already`);
    const file = `${name.split('/').pop()}-${version}.tgz`;
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { integrity, tarball: `${this.url}${name}/-/${file}` };
    known.versions[version] = { ...manifest, dist };
    known['dist-tags'].latest = version;
    mkdirSync(this.#pathOf(name), { recursive: true });
    writeFileSync(join(this.#pathOf(name), file), tarball);
    writeFileSync(join(this.#pathOf(name), 'package.json'), JSON.stringify(known));
  }

  /** All that is known of a package; undefined when nothing is. */
  document(name) {
    const path = join(this.#pathOf(name), 'package.json');
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  }

  #pathOf(name) {
    return join(this.#folder, name);
  }

  async #answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, this.url).pathname.slice(1));
    if (request.method === 'PUT') {
      this.#publish(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.writeHead(201).end('{}');
      return;
    }
    const [, name, file] = /^((?:@[\w-]+\/)?[\w.-]+)(?:\/-\/([\w.-]+))?$/.exec(path) ?? [];
    const known = name === undefined ? undefined : this.document(name);
    if (known === undefined) response.writeHead(404).end('{"error":"not_found"}');
    else if (file === undefined) response.end(JSON.stringify(known));
    else response.end(readFileSync(join(this.#pathOf(name), file)));
  }

  #publish({ versions, _attachments: attachments }) {
    const [manifest] = Object.values(versions);
    const [{ data }] = Object.values(attachments);
    this.add(manifest, Buffer.from(data, 'base64'));
  }
}
