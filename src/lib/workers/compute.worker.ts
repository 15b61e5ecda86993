import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { JOBS } from '$lib/kernels/catalogue';
import { driveJob } from '$lib/kernels/drive-job';
import type { Job } from '$lib/terms/compute';
import { freeBuffer } from '$lib/terms/free-buffer';
import { carryErrors } from './error-transfer';
import { Assembly, type Piece } from './hand-over';

/** Inputs that are being handed over, by the job that they are for. */
const arriving = new Map<number, Assembly>();
const PACE_MS = 50;

const running = new Map<number, AbortController>();

const computeWorker = {
	/** Takes in pieces of the input of a job that is to be run. */
	take(id: number, pieces: readonly Piece[]): void {
		const assembly = arriving.get(id) ?? new Assembly();
		assembly.add(pieces);
		arriving.set(id, assembly);
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
		const input = (arriving.get(id) ?? new Assembly()).finish(skeleton);
		arriving.delete(id);
		const stop = new AbortController();
		running.set(id, stop);
		try {
			const options = { signal: stop.signal, onProgress: paced(onProgress) };
			const output = await driveJob(job, input, options, giveBack);
			return job.isLarge ? transfer(output, [...buffersOf(output)]) : output;
		} finally {
			if (job.isLarge) buffersOf(input).forEach(freeBuffer);
			running.delete(id);
			(onProgress as Remote<typeof onProgress>)[releaseProxy]();
		}
	},

	abort(id: number): void {
		arriving.delete(id);
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
	for (const { buffer } of arrays) freeBuffer(buffer);
}

export type ComputeWorker = typeof computeWorker;

carryErrors();
expose(computeWorker);
