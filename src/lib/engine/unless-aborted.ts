import { abortError } from './duckdb-error';

/**
 * Begins work and settles as it does, or as aborted the moment the signal aborts: whoever asked knows at once, and the work
 * ends by itself at its next turn.
 */
export async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
	if (signal.aborted) throw abortError();
	return new Promise((resolve, reject) => {
		const leave = () => reject(abortError());
		signal.addEventListener('abort', leave, { once: true });
		work()
			.finally(() => signal.removeEventListener('abort', leave))
			.then(resolve, reject);
	});
}
