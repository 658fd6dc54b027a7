/**
 * Loads npm packages that may be absent, and tells an absent one from a broken one.
 */

/** Loads a module by name; rejects as `import` does. */
export type ImportModule = (name: string) => Promise<unknown>;

export type Imported =
  | { readonly state: 'present'; readonly module: unknown }
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly cause: unknown };

/** Never rejects. */
export async function importOptional(load: ImportModule, name: string): Promise<Imported> {
  try {
    return { state: 'present', module: unwrap(await load(name)) };
  } catch (cause) {
    return isAbsent(cause, name) ? { state: 'absent' } : { state: 'broken', cause };
  }
}

/** A package whose own dependency is missing is not absent but broken. */
function isAbsent(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return isMissing && new RegExp(`package '${name}'|module '${name}'`).test(message);
}

/** Node may find the names of a CommonJS module in its default export only. */
function unwrap(module: unknown): unknown {
  const { default: inner, tensor } = module as { default?: unknown; tensor?: unknown };
  return tensor === undefined && inner !== undefined ? inner : module;
}
