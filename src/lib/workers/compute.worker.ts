import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { JOBS } from '$lib/kernels/catalogue';
import { driveJob } from '$lib/kernels/drive-job';
import type { Job } from '$lib/terms/compute';
import { carryErrors } from './error-transfer';
import { putTogether, type Piece } from './hand-over';

/** Pieces of inputs that were handed over, by the job that they are for. */
const taken = new Map<number, Piece[]>();
const PACE_MS = 50;

const running = new Map<number, AbortController>();

const computeWorker = {
	/** Keeps pieces of a job's input until it is run. */
	take(id: number, pieces: readonly Piece[]): void {
		taken.set(id, [...(taken.get(id) ?? []), ...pieces]);
	},

	/** Runs the job of that name; `id` is what `abort` knows it by. */
	async run(
		id: number,
		name: string,
		skeleton: unknown,
		onProgress: (done: number) => void
	): Promise<unknown> {
		const job = JOBS.find((candidate) => candidate.name === name) as Job<unknown, unknown>;
		if (!job) throw new Error(`No job is named ${name}.`);
		const input = putTogether(skeleton, taken.get(id) ?? []);
		taken.delete(id);
		const stop = new AbortController();
		running.set(id, stop);
		try {
			const options = { signal: stop.signal, onProgress: paced(onProgress) };
			const output = await driveJob(job, input, options, giveBack);
			return job.isLarge ? transfer(output, [...buffersOf(output)]) : output;
		} finally {
			if (job.isLarge) buffersOf(input).forEach(free);
			running.delete(id);
			(onProgress as Remote<typeof onProgress>)[releaseProxy]();
		}
	},

	abort(id: number): void {
		taken.delete(id);
		running.get(id)?.abort();
	}
};

/** Kernels yield many times a second; the page need not hear of each. */
function paced(tell: (done: number) => void): (done: number) => void {
	let toldAt = -Infinity;
	return (done) => {
		if (performance.now() - toldAt < PACE_MS) return;
		toldAt = performance.now();
		tell(done);
	};
}

/** The buffers of the typed arrays that a value holds, at whatever depth. */
function buffersOf(value: unknown): ReadonlySet<ArrayBuffer> {
	if (ArrayBuffer.isView(value)) return new Set([value.buffer as ArrayBuffer]);
	if (typeof value !== 'object' || value === null) return new Set();
	return new Set(Object.values(value).flatMap((part) => [...buffersOf(part)]));
}

/** The input is this worker's own copy. */
function giveBack(...arrays: readonly ArrayBufferView[]): void {
	for (const { buffer } of arrays) free(buffer as ArrayBuffer);
}

/** Frees a buffer at once, where the browser can: an idle worker may not collect garbage for long. */
function free(buffer: ArrayBuffer): void {
	const { transfer } = buffer as { transfer?: (length: number) => void };
	// What has been freed before cannot be again.
	if (buffer.byteLength > 0) transfer?.call(buffer, 0);
}

export type ComputeWorker = typeof computeWorker;

carryErrors();
expose(computeWorker);
