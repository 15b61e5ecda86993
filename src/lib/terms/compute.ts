/**
 * Gives back the memory of arrays of the input that a job has no more use for, where these are a copy of its own; else does
 * nothing.
 */
export type GiveBack = (...arrays: readonly ArrayBufferView[]) => void;

/**
 * A piece of number work that can run anywhere: a named generator over plain data and typed arrays. Each `yield`
 * (about every 12 ms of work) gives the share done, 0 to 1, and is where the job can be stopped.
 */
export interface Job<Input, Output> {
	/** Unique in the catalogue; a worker finds the job by it. */
	readonly name: string;
	readonly run: (input: Input, giveBack?: GiveBack) => Generator<number, Output, void>;
	/**
	 * Whether the arrays are so large that they are handed over rather than copied: the job keeps nothing of its input, and
	 * nothing of its output elsewhere or of the input in it.
	 */
	readonly isLarge?: true;
}

export interface JobOptions {
	readonly signal: AbortSignal;
	readonly onProgress?: (done: number) => void;
	/** Arrays of the input that the caller has no more use for: they may be moved rather than copied, and are empty then. */
	readonly spent?: readonly ArrayBufferView[];
}

/** Runs jobs off the thread that draws. */
export interface Compute {
	/** Jobs that run at the same time. */
	readonly concurrency: number;
	/**
	 * Runs a job to its end. `input` is copied but for what is spent, never kept.
	 * @throws an `AbortError` once `signal` aborts; {@link LacunaError} `worker-failed` where the job breaks.
	 */
	run<Input, Output>(job: Job<Input, Output>, input: Input, options: JobOptions): Promise<Output>;
	close(): Promise<void>;
}
