/**
 * Id and revision of the public pack.
 */

/** Goes up with every new public pack; archives name it, so that a decoder can say what it lacks. */
export const PUBLIC_REVISION = 1;
/** The first 6 bytes of the SHA-256 of the file, in hexadecimal, by which archives name it. */
export const PUBLIC_ID = '79f088ff71af';
