import { isAbort, LacunaError } from '$lib/terms/error';

/** The error that an aborted engine call ends with. */
export function abortError(): DOMException {
	return new DOMException('The engine was asked to stop.', 'AbortError');
}

/** Turns what DuckDB threw for a query into the error that people see; the SQL goes into the detail. */
export function queryError(error: unknown, sql: string): Error {
	if (error instanceof LacunaError || isAbort(error)) return error as Error;
	const reason = messageOf(error);
	if (isOutOfMemory(reason)) return memoryError(error, sql);
	return new LacunaError('query-failed', `A query failed: ${firstLine(reason)}`, {
		hint: 'This is a fault of Lacuna, not of your data. Please report it with the technical detail.',
		detail: `${reason}\n\n${sql}`,
		cause: error
	});
}

/** What a reader that stays silent for too long is given up with: the machine is to blame, not the file. */
export class NoAnswerError extends Error {}

/**
 * Turns what went wrong while reading a file's rows into an error that names the file, and the column where it is
 * known. Aborts stay what they are.
 */
export function fileError(error: unknown, fileName: string, column?: string): Error {
	if (error instanceof LacunaError || isAbort(error)) return error as Error;
	const reason = messageOf(error);
	if (isOutOfMemory(reason)) return memoryError(error, fileName);
	if (error instanceof NoAnswerError)
		return new LacunaError('worker-failed', `Reading ${fileName} took too long.`, {
			hint: 'The file may be well: the machine is busy, or the line to the file slow. Close what else keeps it busy, then try again.',
			detail: reason,
			cause: error
		});
	return new LacunaError(
		'file-unreadable',
		column === undefined
			? `${fileName} cannot be read: ${firstLine(reason).replace(/\.$/, '')}.`
			: `The column ${column} of ${fileName} cannot be read: its values are damaged, or stored in a way that is not understood.`,
		{
			hint: 'The file seems to be damaged. Fetch or export it again and open the new file.',
			detail: reason,
			cause: error
		}
	);
}

/** The error for text in another encoding than the one that is read. */
export function encodingError(fileName: string, cause?: unknown): LacunaError {
	return new LacunaError('file-unreadable', `${fileName} is not text in UTF-8.`, {
		hint: 'Save it in that encoding (in Excel as “CSV UTF-8”), then open the new file.',
		cause
	});
}

/** The error for a result column that the port does not carry. */
export function uncarriedType(name: string): LacunaError {
	return new LacunaError(
		'query-failed',
		`The result column ${name} is of a type that has no vector.`,
		{
			hint: 'Cast it to a number of at most 32 bits, DOUBLE or VARCHAR in the SQL.'
		}
	);
}

/** Whether a query failed by its own text, and not by the data it met. */
export function isFaultOfSql(error: Error): boolean {
	if (!(error instanceof LacunaError) || error.code !== 'query-failed') return true;
	return !/^(Invalid|IO|Corruption|Serialization|Internal)/.test(error.detail ?? '');
}

/** Whether the bytes of a file are to blame. */
export function isUnreadable(error: unknown): boolean {
	return error instanceof LacunaError && error.code === 'file-unreadable';
}

/** Whether a WebAssembly module has trapped: nothing it says afterwards can be trusted. */
export function isCrash(reason: string): boolean {
	return /memory access out of bounds|unreachable|table index is out of bounds|^Aborted\(/.test(
		reason
	);
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The error for data that does not fit. */
export function memoryError(error: unknown, detail: string): LacunaError {
	return new LacunaError('engine-memory', 'The tables need more memory than there is.', {
		hint: 'Leave out columns you do not need, or use a sample of the rows; the command line can use all memory of the machine.',
		detail: `${messageOf(error)}\n\n${detail}`,
		cause: error
	});
}

/** Whether a message of DuckDB or the browser says that memory has run out. */
export function isOutOfMemory(reason: string): boolean {
	return /out of memory|malloc of size|memory limit|Array buffer allocation/i.test(reason);
}

function firstLine(reason: string): string {
	return reason.split('\n', 1)[0] ?? reason;
}
