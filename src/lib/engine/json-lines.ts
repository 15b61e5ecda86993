import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';
import { encodingError } from './duckdb-error';
import { jsonFault, parseJsonLine } from './json-line';
import { carriedJson, JsonColumn } from './json-values';
import { BATCH_ROWS, type ParsedColumn, type RowFormat } from './row-format';
import { columnNames } from './unique-names';

const PIECE_BYTES = 8 * 1024 * 1024;
/** More keys than this are hardly columns: rather objects keyed by what should be a value. */
const MAX_KEYS = 5000;

type JsonRow = Readonly<Record<string, unknown>>;

/**
 * JSON lines: one object a line, its keys the columns. A key that a line lacks is missing there; types are judged on
 * all lines. The file is read piece by piece, once to describe it and once for each set of columns.
 */
export const JSON_LINES: RowFormat = {
	async describe(source, onPiece) {
		const columns = new Map<string, JsonColumn>();
		let rowCount = 0;
		for await (const rows of rowsOf(source, onPiece)) {
			rowCount += rows.length;
			for (const row of rows) {
				for (const key in row) columnOf(columns, key, source.name).add(row[key]);
			}
		}
		const names = columnNames([...columns.keys()]);
		const described = [...columns].map(([key, column], i): ParsedColumn => ({
			...{ key, name: names[i]! },
			...column.describe()
		}));
		return { columns: described, rowCount };
	},

	async *read(source, columns) {
		for await (const rows of rowsOf(source, () => {})) {
			for (let start = 0; start < rows.length; start += BATCH_ROWS) {
				const some = rows.slice(start, start + BATCH_ROWS);
				yield {
					rowCount: some.length,
					columns: columns.map(({ key, sqlType }) =>
						some.map((row) => (Object.hasOwn(row, key) ? carriedJson(row[key], sqlType) : null))
					)
				};
			}
		}
	}
};

function columnOf(columns: Map<string, JsonColumn>, key: string, fileName: string): JsonColumn {
	let column = columns.get(key);
	if (!column) {
		if (columns.size === MAX_KEYS) {
			throw unreadable(`${fileName} has more than ${MAX_KEYS} different keys.`, {
				hint: 'Keys are taken for columns. Write what stands in the keys as a value, then open the new file.'
			});
		}
		column = new JsonColumn();
		columns.set(key, column);
	}
	return column;
}

/** The rows of the file, those of one piece at a time. */
async function* rowsOf(
	source: ByteSource,
	onPiece: (done: number) => void
): AsyncGenerator<readonly JsonRow[]> {
	let lineNumber = 0;
	for await (const lines of linesOf(source, onPiece)) {
		const rows: JsonRow[] = [];
		for (const line of lines) {
			lineNumber++;
			if (line.trim() !== '') rows.push(rowOf(line, lineNumber, source.name));
		}
		if (rows.length > 0) yield rows;
	}
}

async function* linesOf(
	source: ByteSource,
	onPiece: (done: number) => void
): AsyncGenerator<readonly string[]> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let rest = '';
	for (let start = 0; start < source.sizeBytes; start += PIECE_BYTES) {
		onPiece(start / source.sizeBytes);
		const end = Math.min(start + PIECE_BYTES, source.sizeBytes);
		const bytes = await source.read(start, end);
		const text = inUtf8(source.name, () =>
			decoder.decode(bytes, { stream: end < source.sizeBytes })
		);
		const lines = (rest + text).split('\n');
		rest = lines.pop()!;
		yield lines;
	}
	yield [rest];
}

function inUtf8(fileName: string, decode: () => string): string {
	try {
		return decode();
	} catch (cause) {
		throw encodingError(fileName, cause);
	}
}

function rowOf(line: string, lineNumber: number, fileName: string): JsonRow {
	const place = `Line ${lineNumber} of ${fileName}`;
	let row: unknown;
	try {
		row = parseJsonLine(line);
	} catch (cause) {
		const fault = jsonFault(line);
		throw fault >= line.trimEnd().length
			? unreadable(`${place} ends in the middle, at column ${fault + 1}.`, {
					hint: 'Each line must hold one whole JSON object: the file is cut short, or its objects are spread over lines.',
					cause
				})
			: unreadable(`${place} is not JSON from column ${fault + 1} on.`, {
					hint: 'Mend or delete that line, then open the file again.',
					cause
				});
	}
	if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as JsonRow;
	throw unreadable(
		`${place} holds ${Array.isArray(row) ? 'a list' : 'a bare value'}, not an object.`,
		{
			hint: 'Each line must be one object, as in {"age": 31, "job": "nurse"}. `jq -c ".[]"` makes such lines of a JSON list.'
		}
	);
}

function unreadable(message: string, details: { hint: string; cause?: unknown }): LacunaError {
	return new LacunaError('file-unreadable', message, details);
}
