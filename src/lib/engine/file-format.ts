import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';
import { encodingError } from './duckdb-error';
import type { RowFormatName } from './row-format';

/** The formats that open. */
export type FileFormat = 'parquet' | 'csv' | RowFormatName;

const PARQUET_MAGIC = 'PAR1';
/** First bytes of an Arrow file, and its last. */
export const ARROW_MAGIC = 'ARROW1';
/** A stream begins with a message: a mark, then the length of its head, which is a schema. */
const ARROW_MARK = '\u00ff\u00ff\u00ff\u00ff';
const TEXT_ENDINGS = /\.(csv|tsv|txt)$/i;
const JSON_ENDINGS = /\.(jsonl|ndjson)$/i;
const unpack = (what: string) =>
	`It is compressed by ${what}. Unpack it, then open what was in it.`;
const convert = (what: string) =>
	`It is ${what}. Convert it to Parquet or CSV, then open the new file.`;
/** First bytes of what tables come in but is not read here, and the way out; texts count a byte a character. */
const FOREIGN: readonly (readonly [magic: string, wayOut: string])[] = [
	['\u001f\u008b', unpack('gzip')],
	['(\u00b5/\u00fd', unpack('Zstandard')],
	['BZh', unpack('bzip2')],
	['\u00fd7zXZ\u0000', unpack('xz')],
	["7z\u00bc\u00af'\u001c", unpack('7-Zip')],
	[
		'PK\u0003\u0004',
		'It is a zip archive or a spreadsheet. Unpack it, or save the sheet as CSV, then open that.'
	],
	[
		'\u00d0\u00cf\u0011\u00e0',
		'It is an old Excel workbook. Save the sheet as CSV, then open that.'
	],
	[
		'PARE',
		'It is an encrypted Parquet file. Write it again without encryption and open the new file.'
	],
	['SQLite format 3\u0000', convert('an SQLite database')],
	['\u0089HDF', convert('an HDF5 file')],
	['ORC', convert('an ORC file')],
	['Obj\u0001', convert('an Avro file')],
	['FEA1', convert('a Feather file of the first version')]
];
const PREFIX_BYTES = 4096;
const PIECE_BYTES = 1024 * 1024;

/**
 * Tells a table's format by its first bytes, whatever its name says; CSV alone, which any text might be, by its name.
 * @throws {@link LacunaError} `file-empty` for a file without bytes, `file-unreadable` for text that is not UTF-8,
 * `file-format` for what is no table.
 */
export async function detectFormat(source: ByteSource): Promise<FileFormat> {
	if (source.sizeBytes === 0) {
		throw new LacunaError('file-empty', `${source.name} is empty: it has no bytes at all.`, {
			hint: 'Export the table again, then choose the new file.'
		});
	}
	const prefix = await source.read(0, Math.min(PREFIX_BYTES, source.sizeBytes));
	if (startsWith(prefix, PARQUET_MAGIC)) return 'parquet';
	if (startsWith(prefix, ARROW_MAGIC) || startsWith(prefix, ARROW_MARK)) return 'arrow';
	const text = plainText(prefix);
	if (text === '' && (await isBlank(source))) {
		throw new LacunaError('file-empty', `${source.name} holds nothing but blank lines.`, {
			hint: 'Export the table again, then choose the new file.'
		});
	}
	const foreign = FOREIGN.find(([magic]) => startsWith(prefix, magic));
	// A table in text may begin with such letters too, as with the name of its first column.
	if (foreign && !(text !== null && TEXT_ENDINGS.test(source.name)))
		throw noTable(source.name, foreign[1]);
	if (TEXT_ENDINGS.test(source.name)) {
		if (text === null) throw encodingError(source.name);
		return 'csv';
	}
	if (text?.startsWith('{') || JSON_ENDINGS.test(source.name)) return 'json-lines';
	throw noTable(source.name, wayOut(text));
}

/** Whether a file holds nothing but white space. */
async function isBlank(source: ByteSource): Promise<boolean> {
	const decoder = new TextDecoder();
	for (let start = 0; start < source.sizeBytes; start += PIECE_BYTES) {
		const piece = await source.read(start, Math.min(start + PIECE_BYTES, source.sizeBytes));
		if (decoder.decode(piece, { stream: true }).trim() !== '') return false;
	}
	return true;
}

function noTable(fileName: string, hint: string): LacunaError {
	return new LacunaError('file-format', `${fileName} holds no table that can be read.`, { hint });
}

function wayOut(text: string | null): string {
	if (text?.startsWith('['))
		return 'It is one JSON list. Make JSON lines of it, one object a line, as by `jq -c ".[]"`, and open those.';
	if (text)
		return 'It holds plain text. If that text is a table, rename the file to end in .csv and open it again.';
	return 'Lacuna reads Parquet, CSV, JSON lines and Arrow. Convert the table to one of these and open it again.';
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return [...text].every((char, i) => bytes[i] === char.charCodeAt(0));
}

/**
 * What bytes say as text, from its first character on. Null where they are no text: that has no null byte and is UTF-8,
 * save for a character that the cut splits.
 */
function plainText(bytes: Uint8Array): string | null {
	if (bytes.includes(0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }).trimStart();
	} catch {
		return null;
	}
}
