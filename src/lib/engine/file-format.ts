import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';

export type FileFormat = 'parquet' | 'csv';

const PARQUET_MAGIC = 'PAR1';
const ARROW_MAGIC = 'ARROW1';
const TEXT_ENDINGS = /\.(csv|tsv|txt)$/i;
const PREFIX_BYTES = 4096;

/**
 * Tells a Parquet file from a CSV by its first bytes, whatever its name says.
 * @throws {@link LacunaError} `file-empty` for a file without bytes, `file-format` for neither format.
 */
export async function detectFormat(source: ByteSource): Promise<FileFormat> {
	if (source.sizeBytes === 0) {
		throw new LacunaError('file-empty', `${source.name} is empty: it has no bytes at all.`, {
			hint: 'Export the table again, then choose the new file.'
		});
	}
	const prefix = await source.read(0, Math.min(PREFIX_BYTES, source.sizeBytes));
	if (startsWith(prefix, PARQUET_MAGIC)) return 'parquet';
	const isText = isPlainText(prefix);
	if (isText && TEXT_ENDINGS.test(source.name)) return 'csv';
	throw new LacunaError('file-format', `${source.name} is not a Parquet file.`, {
		hint: wayOut(prefix, isText, source.name)
	});
}

function wayOut(prefix: Uint8Array, isText: boolean, name: string): string {
	if (startsWith(prefix, ARROW_MAGIC))
		return `It is an Arrow file. Polars makes Parquet of it: pl.read_ipc('${name}').write_parquet('table.parquet')`;
	if (!isText)
		return 'Lacuna reads Parquet and CSV. Convert the table to one of these and open it again.';
	if (/^\s*[[{]/.test(new TextDecoder().decode(prefix)))
		return `It is JSON. DuckDB makes Parquet of it: COPY (FROM read_json('${name}')) TO 'table.parquet'`;
	return 'It holds plain text. If that text is a table, rename the file to end in .csv and open it again.';
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return [...text].every((char, i) => bytes[i] === char.charCodeAt(0));
}

/** Text has no null byte and decodes as UTF-8, save for a character that the cut splits. */
function isPlainText(bytes: Uint8Array): boolean {
	if (bytes.includes(0)) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}
