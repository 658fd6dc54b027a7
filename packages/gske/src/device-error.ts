/**
 * Errors of a device, or of getting one. They say nothing about the data: the same call works on
 * `wasm` or `js`.
 */

/**
 * - `missing-package`: the optional npm package behind a backend is not installed.
 * - `no-adapter`: the machine has no usable GPU, or no driver for it.
 * - `device-lost`: the device died or was destroyed.
 * - `device-failed`: the device refused the work, or failed at it.
 * - `out-of-memory`: the device could not hold the buffers.
 * - `inexact`: the device does not compute integers up to 2^24 exactly.
 */
export type DeviceErrorCode =
  'missing-package' | 'no-adapter' | 'device-lost' | 'device-failed' | 'out-of-memory' | 'inexact';

/** The device is at fault; `code` says how, in a form that programs can rely on. */
export class DeviceError extends Error {
  readonly code: DeviceErrorCode;

  /**
   * @param code what is wrong, see {@link DeviceErrorCode}
   * @param message what is wrong and what to do about it, for people
   * @param options `cause`: the error underneath, if any
   */
  constructor(code: DeviceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeviceError';
    this.code = code;
  }
}
