import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driveJob } from '$lib/kernels/drive-job';
import { encodeOrderedJob } from '$lib/kernels/encode-ordered';
import type { Compute, Job } from '$lib/terms/compute';
import { isAbort } from '$lib/terms/error';
import { createThreadPool } from './compute';

const OUT = 'node_modules/.cache/lacuna-threads-test';
const { signal } = new AbortController();
let pool: Compute;

beforeAll(async () => {
	await build({
		configFile: 'vite.cli.config.ts',
		logLevel: 'error',
		build: { outDir: OUT, emptyOutDir: true }
	});
	pool = createThreadPool(pathToFileURL(`${OUT}/job-worker.js`));
}, 60_000);

afterAll(() => pool.close());

/** Two columns of so many numbers in a shuffled order. */
function numbers(count: number) {
	const human = Float64Array.from({ length: count }, (_, i) => (i * 7919) % 10_007);
	return { human, synthetic: human.map((value) => value / 2) };
}

describe('createThreadPool', () => {
	it('gives what the job gives in process, to each of more callers than threads', async () => {
		const sizes = [10, 1000, 50, 3000, 200, 5];
		const outputs = await Promise.all(
			sizes.map((size) => pool.run(encodeOrderedJob, numbers(size), { signal }))
		);
		for (const [i, size] of sizes.entries()) {
			expect(outputs[i]).toEqual(await driveJob(encodeOrderedJob, numbers(size), { signal }));
		}
	});

	it('leaves the input with its caller', async () => {
		const input = numbers(100);
		await pool.run(encodeOrderedJob, input, { signal });
		expect(input.human).toHaveLength(100);
	});

	it('stops a job once its signal aborts, and runs the next', async () => {
		const controller = new AbortController();
		const stopped = pool.run(encodeOrderedJob, numbers(3_000_000), {
			signal: controller.signal,
			onProgress: () => controller.abort()
		});
		await expect(stopped).rejects.toSatisfy(isAbort);
		const { codes } = await pool.run(encodeOrderedJob, numbers(20), { signal });
		expect(codes.human).toHaveLength(20);
	});

	it('does not start a job whose signal has aborted', async () => {
		const aborted = AbortSignal.abort();
		await expect(pool.run(encodeOrderedJob, numbers(10), { signal: aborted })).rejects.toSatisfy(
			isAbort
		);
	});

	it('starts no thread once it is closed, which would keep the process alive', async () => {
		const closed = createThreadPool(pathToFileURL(`${OUT}/job-worker.js`));
		await closed.close();
		await expect(closed.run(encodeOrderedJob, numbers(10), { signal })).rejects.toSatisfy(isAbort);
	});

	it('says which job failed, and runs the next', async () => {
		const stray: Job<null, null> = { name: 'stray', run: encodeOrderedJob.run as never };
		await expect(pool.run(stray, null, { signal })).rejects.toMatchObject({
			code: 'worker-failed',
			message: 'The computation "stray" failed.'
		});
		await expect(pool.run(encodeOrderedJob, numbers(10), { signal })).resolves.toBeTruthy();
	});
});
