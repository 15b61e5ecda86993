import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Compute, Job, JobOptions } from '$lib/terms/compute';
import { isAbort, LacunaError } from '$lib/terms/error';

/** What the pool tells a thread. */
export type JobRequest =
	| { readonly kind: 'run'; readonly name: string; readonly input: unknown }
	| { readonly kind: 'abort' };

/** What a thread answers: progress any number of times, then one of the others. */
export type JobAnswer =
	| { readonly kind: 'progress'; readonly done: number }
	| { readonly kind: 'done'; readonly output: unknown }
	| { readonly kind: 'failed'; readonly error: unknown }
	| { readonly kind: 'aborted' };

/** Past this many threads the copies of their inputs cost more memory than the threads save time. */
const MAX_THREADS = 8;

/**
 * Runs jobs in Node's worker threads, at most one a core; a thread is started when a job first needs it.
 * @param script the built job-worker, which every thread runs.
 */
export function createThreadPool(script: URL): Compute {
	return new ThreadPool(script);
}

class ThreadPool implements Compute {
	readonly concurrency = Math.min(MAX_THREADS, availableParallelism());
	readonly #script: URL;
	readonly #threads = new Set<Worker>();
	readonly #idle: Worker[] = [];
	readonly #waiting: (() => void)[] = [];
	#running = 0;
	/** Once set no thread starts: it would keep the process alive for ever. */
	#isClosed = false;

	constructor(script: URL) {
		this.#script = script;
	}

	async run<Input, Output>(
		job: Job<Input, Output>,
		input: Input,
		options: JobOptions
	): Promise<Output> {
		this.#throwIfOver(options.signal);
		if (this.#running === this.concurrency) {
			// Whoever ends hands its turn over, so that the count of those running stays.
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		} else {
			this.#running++;
		}
		try {
			this.#throwIfOver(options.signal);
			return (await this.#runInThread({ kind: 'run', name: job.name, input }, options)) as Output;
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#running--;
		}
	}

	async #runInThread(request: JobRequest & { kind: 'run' }, options: JobOptions): Promise<unknown> {
		const thread = this.#idle.pop() ?? this.#start();
		try {
			return await converse(thread, request, options);
		} catch (error) {
			throw isAbort(error) || error instanceof LacunaError ? error : jobFailed(request.name, error);
		} finally {
			if (this.#threads.has(thread)) this.#idle.push(thread);
		}
	}

	#start(): Worker {
		const thread = new Worker(this.#script);
		this.#threads.add(thread);
		const forget = () => {
			this.#threads.delete(thread);
			const index = this.#idle.indexOf(thread);
			if (index >= 0) this.#idle.splice(index, 1);
		};
		thread.once('error', forget).once('exit', forget);
		return thread;
	}

	#throwIfOver(signal: AbortSignal): void {
		signal.throwIfAborted();
		if (this.#isClosed) throw new DOMException('The threads are closed.', 'AbortError');
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		await Promise.all([...this.#threads].map((thread) => thread.terminate()));
	}
}

/** Sends a job to a thread and waits for its last answer. */
function converse(
	thread: Worker,
	request: JobRequest,
	{ signal, onProgress }: JobOptions
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const settle = (end: () => void) => {
			signal.removeEventListener('abort', abort);
			thread.off('message', hear).off('error', fail).off('exit', vanish);
			end();
		};
		const hear = (answer: JobAnswer) => {
			if (answer.kind === 'progress') onProgress?.(answer.done);
			else if (answer.kind === 'done') settle(() => resolve(answer.output));
			else if (answer.kind === 'failed') settle(() => reject(answer.error));
			else settle(() => reject(signal.reason));
		};
		const fail = (error: unknown) => settle(() => reject(error));
		const vanish = () => settle(() => reject(signal.reason ?? new Error('The thread ended.')));
		const abort = () => thread.postMessage({ kind: 'abort' } satisfies JobRequest);
		thread.on('message', hear).on('error', fail).on('exit', vanish);
		signal.addEventListener('abort', abort);
		thread.postMessage(request);
	});
}

function jobFailed(name: string, cause: unknown): LacunaError {
	return new LacunaError('worker-failed', `The computation "${name}" failed.`, {
		hint: 'Run it again; if it fails again, report it with the technical detail.',
		detail: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
		cause
	});
}
