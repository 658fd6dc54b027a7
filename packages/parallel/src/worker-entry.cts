/**
 * What a thread of the pool loads first: it imports the worker.
 *
 * Piscina requires its file, and Node aborts the whole process when a thread is ended while it requires an ES module ("FATAL
 * ERROR: v8::Module::IsGraphAsync", Node 20.20), as happens when work is called off while workers start.
 */
const { workerData } = process.getBuiltinModule('node:worker_threads');
const { workerUrl } = workerData as { workerUrl: string };

exports.run = import(workerUrl).then(({ run }: { run: unknown }) => run);
