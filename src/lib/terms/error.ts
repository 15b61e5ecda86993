/** Every way in which Lacuna can fail, as a closed list: the command line maps each to an exit status. */
export type ErrorCode =
	| 'file-unreadable'
	| 'file-format'
	| 'file-empty'
	| 'file-missing'
	| 'columns-unpaired'
	| 'columns-unusable'
	| 'engine-failed'
	| 'engine-memory'
	| 'query-failed'
	| 'worker-failed'
	| 'network-failed'
	| 'link-invalid'
	| 'recipe-invalid'
	| 'usage';

/** What a failure says beside its message. */
export interface ErrorDetails {
	/** What the person can do next. */
	hint: string;
	/** Technical context, such as the SQL that ran. Never a value from a row. */
	detail?: string;
	cause?: unknown;
}

/**
 * The one error class. `message` names what failed and where (file, column); `hint` names the way out.
 * Wrap foreign errors only at the doors: engine, workers, files, links.
 */
export class LacunaError extends Error {
	override readonly name = 'LacunaError';
	readonly code: ErrorCode;
	readonly hint: string;
	readonly detail: string | undefined;

	constructor(code: ErrorCode, message: string, { hint, detail, cause }: ErrorDetails) {
		super(message, cause === undefined ? undefined : { cause });
		this.code = code;
		this.hint = hint;
		this.detail = detail;
	}
}

/** Whether an error is the answer to an abort, which is a wish fulfilled and not a failure. */
export function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
