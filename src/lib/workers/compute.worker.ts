import { expose, releaseProxy, type Remote } from 'comlink';
import { JOBS } from '$lib/kernels/catalogue';
import { driveJob } from '$lib/kernels/drive-job';
import type { Job } from '$lib/terms/compute';
import { carryErrors } from './error-transfer';

const running = new Map<number, AbortController>();

const computeWorker = {
	/** Runs the job of that name; `id` is what `abort` knows it by. */
	async run(
		id: number,
		name: string,
		input: unknown,
		onProgress: (done: number) => void
	): Promise<unknown> {
		const job = JOBS.find((candidate) => candidate.name === name) as Job<unknown, unknown>;
		if (!job) throw new Error(`No job is named ${name}.`);
		const stop = new AbortController();
		running.set(id, stop);
		try {
			return await driveJob(job, input, { signal: stop.signal, onProgress });
		} finally {
			running.delete(id);
			(onProgress as Remote<typeof onProgress>)[releaseProxy]();
		}
	},

	abort(id: number): void {
		running.get(id)?.abort();
	}
};

export type ComputeWorker = typeof computeWorker;

carryErrors();
expose(computeWorker);
