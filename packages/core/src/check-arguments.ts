/**
 * Wrong kinds of arguments, for callers without types: a TypeError says which argument, what is taken, and what came.
 */

/**
 * @param name of the argument
 * @throws TypeError when the value is no `Uint8Array`, which a `Buffer` is
 */
export function checkBytes(name: string, value: unknown): asserts value is Uint8Array {
  if (!(value instanceof Uint8Array)) throw wrongKind(name, 'a Uint8Array', value);
}

/**
 * @param name of the argument
 * @throws TypeError when the value is no object
 */
export function checkObject(name: string, value: unknown): asserts value is object {
  if (typeof value !== 'object' || value === null) throw wrongKind(name, 'an object', value);
}

/**
 * The error for an argument of the wrong kind, to be thrown: "`name` must be `expected`, got a string".
 * @param name of the argument
 * @param expected what is taken, with its article
 */
export function wrongKind(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${name} must be ${expected}, got ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  const { name } = (value.constructor as { name?: string } | undefined) ?? {};
  if (name === undefined || name === 'Object') return 'an object';
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
