import { compress, decompress } from '@pmklc/codec';
import { WorkerRunner } from '@pmklc/parallel';

const runner = new WorkerRunner({ threads: 2 });
try {
  const genome = new TextEncoder().encode('ACGT'.repeat(50_000));
  const archive = await compress(genome, { runner, partitions: { bases: 2 ** 16 } });
  const original = await decompress(archive, { runner });
  console.log(Buffer.compare(original, genome)); // 0
} finally {
  await runner.destroy();
}
