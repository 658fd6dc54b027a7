/** A trial of the selector, and what came of it. */
export interface Trial {
  /** The pack's id in hexadecimal. */
  readonly pack: string;
  /** Name of a reference, "snapshot" or "proteins". From the pack: escape it before printing. */
  readonly what: string;
  /** Bytes of the sample without it, and with it. */
  readonly bytesWithout: number;
  readonly bytesWith: number;
  readonly isChosen: boolean;
}
