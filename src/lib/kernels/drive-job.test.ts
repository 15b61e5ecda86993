import { describe, expect, it } from 'vitest';
import { driveJob } from './drive-job';

const countUp = {
	name: 'count-up',
	*run(limit: number) {
		for (let i = 0; i < limit; i++) yield i / limit;
		return limit;
	}
};

describe('driveJob', () => {
	it('gives the job’s answer and its progress in order', async () => {
		const seen: number[] = [];
		const signal = new AbortController().signal;
		const answer = await driveJob(countUp, 4, { signal, onProgress: (done) => seen.push(done) });
		expect(answer).toBe(4);
		expect(seen).toEqual([0, 0.25, 0.5, 0.75]);
	});

	it('stops at the first yield after an abort', async () => {
		const controller = new AbortController();
		const seen: number[] = [];
		const run = driveJob(countUp, 1000, {
			signal: controller.signal,
			onProgress: (done) => {
				seen.push(done);
				if (seen.length === 3) controller.abort();
			}
		});
		await expect(run).rejects.toHaveProperty('name', 'AbortError');
		expect(seen).toHaveLength(3);
	});

	it('does not start a job whose signal has aborted already', async () => {
		await expect(driveJob(countUp, 3, { signal: AbortSignal.abort() })).rejects.toHaveProperty(
			'name',
			'AbortError'
		);
	});

	it('lets other work run between slices', async () => {
		let others = 0;
		const timer = setInterval(() => others++, 0);
		await driveJob(
			{
				name: 'slices',
				*run() {
					for (let i = 0; i < 10; i++) {
						const end = performance.now() + 5;
						while (performance.now() < end);
						yield i / 10;
					}
				}
			},
			null,
			{ signal: new AbortController().signal }
		);
		clearInterval(timer);
		expect(others).toBeGreaterThan(2);
	});
});
