import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';

const PIECE_BYTES = 8 * 1024 * 1024;
const [QUOTE, RETURN, NEWLINE] = [0x22, 0x0d, 0x0a];
const SEPARATORS = [...',;\t|'].map((separator) => separator.charCodeAt(0));

/**
 * Finds the first line of a CSV file by which it falls apart: one with more or fewer fields than the first, or with
 * another line end, or with a quote that is never closed. DuckDB says only that no pattern fits, or takes each line for
 * one value.
 * @returns the error that names the line, or null where nothing is found, as for text that is not UTF-8.
 */
export async function findCsvFault(source: ByteSource): Promise<LacunaError | null> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const reader = new LineReader();
	for (let start = 0; start < source.sizeBytes; start += PIECE_BYTES) {
		const end = Math.min(start + PIECE_BYTES, source.sizeBytes);
		const bytes = await source.read(start, end);
		try {
			decoder.decode(bytes, { stream: end < source.sizeBytes });
		} catch {
			return null;
		}
		const fault = reader.read(bytes);
		if (fault !== null) return fault(source.name);
	}
	return reader.end()?.(source.name) ?? null;
}

type Fault = (fileName: string) => LacunaError;

/** Counts the fields of each line, quotes heeded, as bytes come in. */
class LineReader {
	/** Of the first line: how often each separator stands in it, then the one that stands most often. */
	readonly #met = SEPARATORS.map(() => 0);
	#separator: number | null = null;
	#fieldsOfFirst = 0;
	#endOfFirst: string | null = null;
	/** The line being read, and the one on which its record began. */
	#line = 1;
	#begun = 1;
	#fields = 1;
	#isBlank = true;
	#isFieldStart = true;
	#quotedSince: number | null = null;
	/** Since when a value was quoted that has just been closed: another quote means that it was none. */
	#closedSince: number | null = null;
	#isAfterReturn = false;

	/** Reads on; a fault ends the reading. */
	read(bytes: Uint8Array): Fault | null {
		for (const byte of bytes) {
			const fault = this.#take(byte);
			if (fault !== null) return fault;
		}
		return null;
	}

	/** What the end of the file brings to light. */
	end(): Fault | null {
		if (this.#quotedSince !== null) return unclosed(this.#quotedSince);
		return this.#isAfterReturn ? this.#endLine('\\r') : this.#endLine(null);
	}

	#take(byte: number): Fault | null {
		if (this.#isAfterReturn) {
			this.#isAfterReturn = false;
			if (byte === NEWLINE) return this.#endLine('\\r\\n');
			const fault = this.#endLine('\\r');
			if (fault !== null) return fault;
		}
		if (this.#quotedSince !== null) {
			if (byte === QUOTE) [this.#closedSince, this.#quotedSince] = [this.#quotedSince, null];
			if (byte === NEWLINE) this.#line++;
			return null;
		}
		const closedSince = this.#closedSince;
		this.#closedSince = null;
		if (byte === QUOTE && closedSince !== null) {
			this.#quotedSince = closedSince;
			return null;
		}
		if (byte === NEWLINE) return this.#endLine('\\n');
		if (byte === RETURN) {
			this.#isAfterReturn = true;
			return null;
		}
		this.#isBlank = false;
		if (byte === QUOTE && this.#isFieldStart) this.#quotedSince = this.#line;
		this.#isFieldStart = this.#separate(byte);
		return null;
	}

	#separate(byte: number): boolean {
		const at = SEPARATORS.indexOf(byte);
		if (at < 0) return false;
		if (this.#separator === null) this.#met[at]!++;
		else if (byte === this.#separator) this.#fields++;
		else return false;
		return true;
	}

	#endLine(lineEnd: string | null): Fault | null {
		const line = this.#begun;
		const fault = this.#isBlank ? null : this.#judge(line, lineEnd);
		this.#line++;
		this.#begun = this.#line;
		[this.#fields, this.#isBlank, this.#isFieldStart] = [1, true, true];
		return fault;
	}

	#judge(line: number, lineEnd: string | null): Fault | null {
		if (this.#separator === null) {
			const most = Math.max(...this.#met);
			this.#separator = SEPARATORS[this.#met.indexOf(most)]!;
			[this.#fieldsOfFirst, this.#endOfFirst] = [most + 1, lineEnd];
			return null;
		}
		if (this.#fields !== this.#fieldsOfFirst)
			return ragged(line, this.#fields, this.#fieldsOfFirst);
		const isOther = lineEnd !== null && lineEnd !== this.#endOfFirst;
		return isOther ? mixedEnds(line, lineEnd, this.#endOfFirst ?? '') : null;
	}
}

function ragged(line: number, fields: number, ofFirst: number): Fault {
	const found = fields === 1 ? '1 field' : `${fields} fields`;
	return (fileName) =>
		unreadable(
			`Line ${line} of ${fileName} has ${found} where its first line has ${ofFirst}.`,
			'Often a separator or a quote inside a value is to blame. Mend that line, or export the table again.'
		);
}

function mixedEnds(line: number, lineEnd: string, ofFirst: string): Fault {
	return (fileName) =>
		unreadable(
			`Line ${line} of ${fileName} ends with ${lineEnd} where its first line ends with ${ofFirst}.`,
			'Save the file with one kind of line end, or export the table again, and open the new file.'
		);
}

function unclosed(line: number): Fault {
	return (fileName) =>
		unreadable(
			`A quote that is opened in line ${line} of ${fileName} is never closed.`,
			'Close it or take it away, or export the table again, and open the new file.'
		);
}

function unreadable(message: string, hint: string): LacunaError {
	return new LacunaError('file-unreadable', message, { hint });
}
