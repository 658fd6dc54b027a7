import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';

const bases = Uint8Array.from({ length: 10_000 }, (_, i) => ((i * i) % 7) & 3); // 0..3: A C G T
const config = configForLevel(6, bases.length);
const payload = engine.encode(config, bases);
console.log(payload.length < 50); // true: a repeat of 7 bases
console.log(engine.decode(config, payload, bases.length).every((base, i) => base === bases[i])); // true
