import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileError, isUnreadable } from './duckdb-error';
import { streamFrom } from './worker-stream';

/** As good as a worker that has taken its order and is never given a core. */
class StalledWorker extends EventTarget {
	isEnded = false;
	postMessage(): void {}
	terminate(): void {
		this.isEnded = true;
	}
}

describe('streamFrom', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('gives up a worker that stays silent, and blames the time and not the file', async () => {
		const worker = new StalledWorker();
		const items = streamFrom(
			worker as unknown as Worker,
			'The Parquet decoder',
			{},
			new AbortController().signal
		);
		const failure = items.next().then(
			() => null,
			(error: unknown) => fileError(error, 'people.parquet', 'age')
		);
		await vi.advanceTimersByTimeAsync(300_000);
		const told = await failure;
		expect(told).toMatchObject({
			code: 'worker-failed',
			message: 'Reading people.parquet took too long.',
			hint: expect.stringMatching(/try again\.$/)
		});
		expect(isUnreadable(told)).toBe(false);
		expect(worker.isEnded).toBe(true);
	});
});
