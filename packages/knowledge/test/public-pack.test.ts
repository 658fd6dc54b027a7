import { engine } from '@pmklc/engine';
import { checkSnapshot, configForLevel, MAX_LEVEL } from '@pmklc/models';
import { KnowledgePack, loadPublicPack, NO_PROTEINS, publicPack } from '@pmklc/knowledge';
import { expect, test } from 'vitest';

const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => i + 1);

test('another file is not loaded as the public pack', async () => {
  const file = KnowledgePack.write({
    name: 'mine',
    references: [],
    proteins: NO_PROTEINS,
    states: [],
    levels: [],
  });
  await expect(loadPublicPack(file)).rejects.toThrow(RangeError);
  expect(await loadPublicPack()).toBe(publicPack());
});

test('it is the one that archives name', () => {
  expect(publicPack().hexId).toBe('79f088ff71af');
  expect(publicPack()).toBe(publicPack());
});

test.each(LEVELS)('it has a start for level %i that the model takes', (level) => {
  const snapshot = publicPack().snapshotOf(level, engine)!;
  checkSnapshot(snapshot, configForLevel(level, 2 ** 22));
  expect(snapshot.parts.some(({ length }) => length > 0)).toBe(true);
});
