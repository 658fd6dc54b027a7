import { engine } from '@pmklc/engine';
import { beginningOf, chooseKnowledge, KnowledgePack, makePack } from '@pmklc/knowledge';

let x = 1; // 0..3: A C G T
const next = () => (x = Math.imul(x, 1664525) + 1013904223) >>> 30;
const genome = Uint8Array.from({ length: 20_000 }, next);
const rules = { engine, name: 'mine', levels: [], rounds: 0, seed: 1 }; // nothing to learn: references only
const pack = KnowledgePack.read(await makePack([{ name: 'genome', bases: genome }], rules));

const relative = genome.slice(5000, 15_000);
const limits = { engine, level: 6, allowsSnapshot: true, mostPrefixBases: 2 ** 24 };
const { uses, trials } = chooseKnowledge(relative, [pack], limits);
console.log(trials[0]?.isChosen); // true
console.log(beginningOf(uses, 6, engine).prefix?.length); // 20000: what `encode` of @pmklc/engine begins with
