/**
 * Whether this package depends on exactly those versions of its neighbours whose code is in the bundle. Their other files, such
 * as WebAssembly, are loaded from what is installed, and must be of the same version; and a new version of a neighbour must
 * bring a new version of the command.
 */
import { packageOf } from './package-of.mjs';

/**
 * @param root folder of the package that is bundled
 * @param inputs files of the bundle
 * @throws Error that says what package.json should have
 */
export function checkPins(root, inputs) {
  const { manifest } = packageOf(`${root}/src`);
  const packages = inputs.map((path) => packageOf(path).manifest);
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  versions.delete(manifest.name);
  for (const [name, version] of versions) {
    if (!name.startsWith('@pmklc/') || manifest.dependencies[name] === version) continue;
    throw new Error(`${manifest.name} must depend on "${name}": "${version}": it is bundled`);
  }
}
