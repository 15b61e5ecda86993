import { LacunaError } from '$lib/terms/error';
import type { Progress } from '$lib/terms/run';

/** A piece of work of the session: not begun, under way, ended well, or failed. */
export type Task<T> =
	| { readonly state: 'idle' }
	| { readonly state: 'running'; readonly progress: Progress | null }
	| { readonly state: 'done'; readonly value: T }
	| { readonly state: 'failed'; readonly error: LacunaError };

/** Progress is told no faster: whatever draws it may draw a whole page. */
export const PROGRESS_PACE_MS = 100;

export const IDLE = { state: 'idle' } as const;

/** The value of a task that is done, else null. */
export function valueOf<T>(task: Task<T>): T | null {
	return task.state === 'done' ? task.value : null;
}

/** Any thrown thing as the error that pages show. */
export function asLacunaError(error: unknown): LacunaError {
	if (error instanceof LacunaError) return error;
	const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return new LacunaError('worker-failed', 'Something in the app broke.', {
		hint: 'Reload the page and open the files again. If it happens twice, please file the detail below as an issue.',
		detail,
		cause: error
	});
}
