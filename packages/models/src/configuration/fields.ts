/**
 * The look of a configuration in JSON, for whoever reads one that a person wrote.
 */

/** A scalar, a list of such values, an object of these fields, or one that may be `null`. */
export type Shape = 'number' | 'boolean' | 'string' | readonly [Shape] | Fields | Optional;

/** An object: each field's shape. */
export interface Fields {
  readonly [field: string]: Shape;
}

/** An object of these fields, or `null`. */
export interface Optional {
  readonly orNull: Fields;
}
