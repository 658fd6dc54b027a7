/**
 * A model configuration as bytes: the switches of all kinds, then the other fields, kind by kind.
 * Format: docs/format/model.md, "Configuration".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { IN_CONFIGURATION, type ModelConfig } from '../experts.ts';
import { fast, FAST } from '../fast/fast-kind.ts';
import { WITHOUT_EXPERTS } from './without-experts.ts';
import { checkConfig } from './model-config.ts';

/** Bits of switches that are a kind's, or mixing's. */
const KNOWN_SWITCHES = IN_CONFIGURATION.map(({ switches = 0 }) => switches).reduce((a, b) => a | b);

/** @throws RangeError when the configuration is out of range */
export function encodeConfig(config: ModelConfig): Uint8Array {
  checkConfig(config);
  const writer = new ByteWriter();
  writer.varint(IN_CONFIGURATION.reduce((on, kind) => on | (kind.switchesOf?.(config) ?? 0), 0));
  if (config.fast !== null) fast.write(writer, config);
  else for (const kind of IN_CONFIGURATION) kind.write(writer, config);
  return writer.toUint8Array();
}

/** @throws PmklcError `truncated` or `corrupt` when `encodeConfig` did not make the bytes */
export function decodeConfig(bytes: Uint8Array): ModelConfig {
  const reader = new ByteReader(bytes);
  const config = readConfig(reader);
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the model configuration');
  try {
    checkConfig(config);
  } catch (error) {
    throw new PmklcError('corrupt', `model configuration: ${(error as Error).message}`);
  }
  return config;
}

function readConfig(reader: ByteReader): ModelConfig {
  const switches = reader.varint();
  if (switches > KNOWN_SWITCHES || (switches > FAST && (switches & FAST) !== 0)) {
    throw new PmklcError('corrupt', 'unknown switches in the model configuration');
  }
  if (switches === FAST) return { ...WITHOUT_EXPERTS, ...fast.read(reader, switches) };
  const fields = IN_CONFIGURATION.map((kind) => kind.read(reader, switches));
  return Object.assign({}, ...fields) as ModelConfig;
}
