import type { Compute, GiveBack, Job, JobOptions } from '$lib/terms/compute';

/** Lets waiting messages and timers run: a message to oneself, for timers wait 4 ms in browsers. */
export function yieldToOthers(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		const arrive = () => {
			port2.close();
			resolve();
		};
		port2.addEventListener('message', arrive);
		port2.start();
		port1.postMessage(null);
	});
}

/**
 * Runs a job to its end in this thread, letting others run at each of its yields.
 * @throws an `AbortError` at the first yield after `signal` aborts, and whatever the job throws.
 */
export async function driveJob<Input, Output>(
	job: Job<Input, Output>,
	input: Input,
	{ signal, onProgress }: JobOptions,
	giveBack?: GiveBack
): Promise<Output> {
	signal.throwIfAborted();
	const steps = job.run(input, giveBack);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		onProgress?.(step.value);
		await yieldToOthers();
		if (signal.aborted) {
			steps.return(undefined as never);
			signal.throwIfAborted();
		}
	}
}

/** Compute without workers: runs each job in this thread. */
export const inThisThread: Compute = {
	concurrency: 1,
	run: (job, input, options) => driveJob(job, input, options),
	close: async () => {}
};
