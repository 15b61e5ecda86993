import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { createComputePool } from '$lib/workers/compute-pool';
import { servePage, type ServedPage } from '../serve-page';
import type * as jobs from './page/jobs';

interface PoolPage {
	createComputePool: typeof createComputePool;
	jobs: typeof jobs;
}

// What is made before them serves all.
test.describe.configure({ mode: 'default' });

let served: ServedPage;
let page: Page;

// The pool and its worker are the app's own; only the catalogue holds jobs made for this test.
test.beforeAll(async ({ browser }) => {
	const catalogue = fileURLToPath(new URL('./page/jobs.ts', import.meta.url));
	served = await servePage(new URL('./page/', import.meta.url), [
		{ find: '$lib/kernels/catalogue', replacement: catalogue }
	]);
	page = await browser.newPage();
	await page.goto(served.url);
	await page.waitForFunction(() => 'jobs' in window);
});

test.afterAll(async () => {
	await page.close();
	await served.close();
});

test('a job runs elsewhere, reports progress, and its input stays with the caller', async () => {
	const observed = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const input = Float64Array.of(1, 2, 3);
		const progress: number[] = [];
		const output = await pool.run(jobs.double, input, {
			signal: new AbortController().signal,
			onProgress: (done) => progress.push(done)
		});
		await pool.close();
		return { input: [...input], output: [...output], progress };
	});
	expect(observed.input).toEqual([1, 2, 3]);
	expect(observed.output).toEqual([2, 4, 6]);
	expect(observed.progress).toEqual(observed.progress.toSorted((a, b) => a - b));
	expect(observed.progress.length).toBeGreaterThan(0);
});

test('more jobs than workers all come to their end', async () => {
	const outputs = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const { signal } = new AbortController();
		const inputs = Array.from({ length: 12 }, (_, i) => Float64Array.of(i));
		const outputs = await Promise.all(
			inputs.map((input) => pool.run(jobs.double, input, { signal }))
		);
		await pool.close();
		return outputs.map(([value]) => value);
	});
	expect(outputs).toEqual(Array.from({ length: 12 }, (_, i) => i * 2));
});

test('an abort rejects at once, and a worker that yields is kept', async () => {
	const observed = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const stop = new AbortController();
		const running = pool.run(jobs.endless, null, { signal: stop.signal }).then(
			() => 'ended',
			(error: Error) => error.name
		);
		await new Promise((resolve) => setTimeout(resolve, 300));
		stop.abort();
		// At once is before anything else has its turn.
		const next = new Promise<string>((resolve) => setTimeout(resolve, 0, 'still running'));
		const ending = await Promise.race([running, next]);
		const { signal } = new AbortController();
		const [after] = await pool.run(jobs.double, Float64Array.of(4), { signal });
		await pool.close();
		return { ending, after };
	});
	expect(observed.ending).toBe('AbortError');
	expect(observed.after).toBe(8);
});

test('workers that hang are replaced', async () => {
	const after = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const stop = new AbortController();
		const hung = Array.from({ length: pool.concurrency }, () =>
			pool.run(jobs.stuck, null, { signal: stop.signal }).catch(() => {})
		);
		await new Promise((resolve) => setTimeout(resolve, 500));
		stop.abort();
		await Promise.all(hung);
		const { signal } = new AbortController();
		const [value] = await pool.run(jobs.double, Float64Array.of(4), { signal });
		await pool.close();
		return value;
	});
	expect(after).toBe(8);
});

test('a worker that was handed much is replaced, and what is spent is moved', async () => {
	const { births, left } = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool({ least: 1, most: 1 });
		const { signal } = new AbortController();
		const births: number[] = [];
		const much = new Float64Array(9_000_000);
		for (const input of [Float64Array.of(1), much, Float64Array.of(2)])
			births.push(await pool.run(jobs.birth, input, { signal, spent: [much] }));
		await pool.close();
		return { births, left: much.length };
	});
	expect(births[1]).toBe(births[0]);
	expect(births[2]).not.toBe(births[1]);
	expect(left).toBe(0);
});

test('errors keep their code, hint and detail on the way out', async () => {
	const observed = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const { signal } = new AbortController();
		const facts = async (job: typeof jobs.refusing) => {
			const error = await pool.run(job, null, { signal }).catch((error: unknown) => error);
			const { name, code, message, hint, detail } = error as Record<string, string>;
			return { name, code, message, hint, detail: detail?.split('\n')[0] };
		};
		const observed = [await facts(jobs.refusing), await facts(jobs.broken)];
		await pool.close();
		return observed;
	});
	expect(observed).toEqual([
		{
			name: 'LacunaError',
			code: 'columns-unusable',
			message: 'Nothing can be searched.',
			hint: 'Choose other columns.',
			detail: 'all constant'
		},
		{
			name: 'LacunaError',
			code: 'worker-failed',
			message: 'A part of the computation failed.',
			hint: 'This is a fault of Lacuna. Please report it with the technical detail.',
			detail: 'broken: TypeError: no such thing'
		}
	]);
});

test('closing the pool aborts what runs and what waits', async () => {
	const names = await page.evaluate(async () => {
		const { createComputePool, jobs } = window as unknown as PoolPage;
		const pool = createComputePool();
		const { signal } = new AbortController();
		const runs = Array.from({ length: pool.concurrency + 2 }, () =>
			pool.run(jobs.endless, null, { signal }).then(
				() => 'ended',
				(error: Error) => error.name
			)
		);
		await new Promise((resolve) => setTimeout(resolve, 200));
		await pool.close();
		return Promise.all(runs);
	});
	expect(new Set(names)).toEqual(new Set(['AbortError']));
});
