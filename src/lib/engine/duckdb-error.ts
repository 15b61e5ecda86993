import { LacunaError } from '$lib/terms/error';

/** The error that an aborted engine call ends with. */
export function abortError(): DOMException {
	return new DOMException('The engine was asked to stop.', 'AbortError');
}

/** Turns what DuckDB threw for a query into the error that people see; the SQL goes into the detail. */
export function queryError(error: unknown, sql: string): LacunaError {
	if (error instanceof LacunaError) return error;
	const reason = messageOf(error);
	if (isOutOfMemory(reason)) return memoryError(error, sql);
	return new LacunaError('query-failed', `A query failed: ${firstLine(reason)}`, {
		hint: 'This is a fault of Lacuna, not of your data. Please report it with the technical detail.',
		detail: `${reason}\n\n${sql}`,
		cause: error
	});
}

/** Turns what went wrong while reading a file's rows into an error that names the file. */
export function fileError(error: unknown, fileName: string): LacunaError {
	if (error instanceof LacunaError) return error;
	const reason = messageOf(error);
	if (isOutOfMemory(reason)) return memoryError(error, fileName);
	return new LacunaError(
		'file-unreadable',
		`${fileName} cannot be read: ${firstLine(reason).replace(/\.$/, '')}.`,
		{
			hint: 'The file may be damaged. Export it again, or convert it with another tool, and open the new file.',
			detail: reason,
			cause: error
		}
	);
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function memoryError(error: unknown, detail: string): LacunaError {
	return new LacunaError('engine-memory', 'The tables need more memory than there is.', {
		hint: 'Leave out columns you do not need, or use a sample of the rows; the command line can use all memory of the machine.',
		detail: `${messageOf(error)}\n\n${detail}`,
		cause: error
	});
}

function isOutOfMemory(reason: string): boolean {
	return /out of memory|malloc of size|memory limit|Array buffer allocation/i.test(reason);
}

function firstLine(reason: string): string {
	return reason.split('\n', 1)[0] ?? reason;
}
