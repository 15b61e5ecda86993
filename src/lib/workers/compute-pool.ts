import { proxy, wrap, type Remote } from 'comlink';
import type { Compute, Job, JobOptions } from '$lib/terms/compute';
import { isAbort, LacunaError } from '$lib/terms/error';
import type { ComputeWorker } from './compute.worker';
import { carryErrors } from './error-transfer';
import { handOver, type Piece } from './hand-over';

/** A worker that does not answer an abort within this time is ended. */
const ABORT_PATIENCE_MS = 2000;

/**
 * A worker that has been handed so many bytes is replaced: what lies in it as garbage may not be collected for long, and to
 * start one takes a tenth of a second.
 */
const WORTH_REPLACING_BYTES = 64 * 1024 * 1024;

const MOST_WORKERS = 4;
const LEAST_WORKERS = 2;

/** How many workers a pool has. */
export interface PoolSize {
	/** Workers that start at once; the others when they are needed. */
	readonly least: number;
	readonly most: number;
}

/** A worker, and the promise that rejects should it break. */
interface Member {
	readonly worker: Worker;
	readonly remote: Remote<ComputeWorker>;
	readonly breakdown: Promise<never>;
	/** Of the inputs of its jobs so far. */
	handedBytes: number;
}

/**
 * The browser's compute: module workers, as many as the machine has cores within the size, one job each at a time. One
 * that broke or hung is replaced, and one that has worked on much.
 */
export function createComputePool(
	size: PoolSize = { least: LEAST_WORKERS, most: MOST_WORKERS }
): Compute {
	return new ComputePool(size);
}

class ComputePool implements Compute {
	readonly concurrency: number;
	readonly #idle: Member[] = [];
	readonly #members = new Set<Member>();
	readonly #waiting: (() => void)[] = [];
	readonly #closing = new AbortController();
	#lastId = 0;

	constructor({ least, most }: PoolSize) {
		carryErrors();
		const cores = navigator.hardwareConcurrency || LEAST_WORKERS;
		this.concurrency = Math.min(most, Math.max(least, cores));
		for (let i = 0; i < least; i++) this.#idle.push(this.#hire());
	}

	async run<Input, Output>(
		job: Job<Input, Output>,
		input: Input,
		options: JobOptions
	): Promise<Output> {
		const signal = AbortSignal.any([options.signal, this.#closing.signal]);
		signal.throwIfAborted();
		const member = await this.#take(signal);
		const id = ++this.#lastId;
		const { remote, breakdown } = member;
		const report = proxy((done: number) => {
			if (!signal.aborted) options.onProgress?.(done);
		});
		const converse = async () => {
			const send = (pieces: readonly Piece[]) => {
				for (const { values } of pieces) member.handedBytes += values.byteLength;
				return remote.take(id, pieces);
			};
			const skeleton = await handOver(input, send, signal, options.spent);
			return remote.run(id, job.name, skeleton, report);
		};
		const work = Promise.race([converse(), breakdown]);
		work.then(
			() => this.#release(member),
			(error: unknown) => (isBroken(error) ? this.#discard(member) : this.#release(member))
		);
		return new Promise((resolve, reject) => {
			const abort = () => {
				void remote.abort(id);
				this.#endUnlessSettled(member, work);
				reject(signal.reason as Error);
			};
			signal.addEventListener('abort', abort, { once: true });
			work
				.finally(() => signal.removeEventListener('abort', abort))
				.then(
					(output) => resolve(output as Output),
					(error: unknown) => reject(jobError(error, job.name))
				);
		});
	}

	async close(): Promise<void> {
		this.#closing.abort(new DOMException('The compute pool is closed.', 'AbortError'));
		for (const { worker } of this.#members) worker.terminate();
		this.#members.clear();
	}

	/** A member that is free; waits for one where all are at work. */
	async #take(signal: AbortSignal): Promise<Member> {
		while (this.#idle.length === 0 && this.#members.size >= this.concurrency) {
			await new Promise<void>((resolve, reject) => {
				const turn = () => {
					signal.removeEventListener('abort', leave);
					resolve();
				};
				const leave = () => {
					this.#waiting.splice(this.#waiting.indexOf(turn), 1);
					reject(signal.reason as Error);
				};
				signal.addEventListener('abort', leave, { once: true });
				this.#waiting.push(turn);
			});
		}
		return this.#idle.pop() ?? this.#hire();
	}

	#hire(): Member {
		const worker = new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
		const breakdown = new Promise<never>((_, reject) => {
			worker.addEventListener('error', (event) => {
				event.preventDefault();
				reject(workerError(event.message));
			});
			worker.addEventListener('messageerror', () => reject(workerError('an unreadable message')));
		});
		breakdown.catch(() => {});
		const member = { worker, remote: wrap<ComputeWorker>(worker), breakdown, handedBytes: 0 };
		this.#members.add(member);
		return member;
	}

	#release(member: Member): void {
		if (!this.#members.has(member)) return;
		const isSpent = member.handedBytes >= WORTH_REPLACING_BYTES;
		if (isSpent) this.#dismiss(member);
		this.#idle.push(isSpent ? this.#hire() : member);
		this.#waiting.shift()?.();
	}

	#discard(member: Member): void {
		this.#dismiss(member);
		this.#waiting.shift()?.();
	}

	#dismiss(member: Member): void {
		member.worker.terminate();
		this.#members.delete(member);
	}

	#endUnlessSettled(member: Member, work: Promise<unknown>): void {
		const timer = setTimeout(() => this.#discard(member), ABORT_PATIENCE_MS);
		const settle = () => clearTimeout(timer);
		work.then(settle, settle);
	}
}

function workerError(reason: string): LacunaError {
	return new LacunaError('worker-failed', 'A part of the computation stopped.', {
		hint: 'Try again. If it stops again, search fewer rows or columns.',
		detail: reason
	});
}

function isBroken(error: unknown): boolean {
	return error instanceof LacunaError && error.code === 'worker-failed';
}

function jobError(error: unknown, jobName: string): unknown {
	if (isAbort(error) || error instanceof LacunaError) return error;
	return new LacunaError('worker-failed', 'A part of the computation failed.', {
		hint: 'This is a fault of Lacuna. Please report it with the technical detail.',
		detail: `${jobName}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
		cause: error
	});
}
