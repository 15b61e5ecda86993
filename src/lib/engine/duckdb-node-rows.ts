import {
	BIGINT,
	BOOLEAN,
	DOUBLE,
	DuckDBDataChunk,
	FLOAT,
	INTEGER,
	SMALLINT,
	TINYINT,
	UBIGINT,
	UINTEGER,
	USMALLINT,
	UTINYINT,
	VARCHAR,
	type DuckDBConnection,
	type DuckDBType
} from '@duckdb/node-api';
import { quoteIdentifier } from '$lib/sql/identifier';
import { carrierOf, fromCarrier, type CarriedValue, type Carrier } from './carried-values';
import type { NodeFile } from './duckdb-node-database';
import { fileSource } from './file-source';
import { rowFormat, type RowFormatName } from './row-format';
import { chosenSql } from './row-choice';

const TYPES: Readonly<Record<Carrier, DuckDBType>> = {
	...{ BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT },
	...{ FLOAT, DOUBLE, VARCHAR }
};
/** Rows of one of DuckDB's own chunks. */
const CHUNK_ROWS = 2048;

/** Makes a table of a file that we parse ourselves; columns that no engine analyses stay out. */
export async function appendRows(
	connection: DuckDBConnection,
	table: string,
	{ name, path, format, parsed, chosen }: NodeFile
): Promise<void> {
	const columns = parsed!.columns.filter(({ family }) => family !== 'other');
	if (columns.length === 0) {
		await connection.run(`CREATE TABLE ${quoteIdentifier(table)} (nothing_readable INTEGER)`);
		return;
	}
	const carried = columns.map((_, i) => quoteIdentifier(`c${i}`));
	const declared = columns.map(({ sqlType }, i) => `${carried[i]} ${carrierOf(sqlType)}`);
	await connection.run(`CREATE TEMP TABLE carried (${declared.join(', ')})`);
	const appender = await connection.createAppender('carried', undefined, 'temp');
	const types = columns.map(({ sqlType }) => TYPES[carrierOf(sqlType)]);
	const bytes = await fileSource(name, path);
	try {
		const { read } = await rowFormat(format as RowFormatName);
		for await (const batch of read(bytes, columns)) {
			for (let start = 0; start < batch.rowCount; start += CHUNK_ROWS) {
				const some = batch.columns.map((values) => values.slice(start, start + CHUNK_ROWS));
				appender.appendDataChunk(chunkOf(types, some));
			}
		}
	} finally {
		appender.closeSync();
		await bytes.close();
	}
	const read = columns.map(
		({ name, sqlType }, i) => `${fromCarrier(carried[i]!, sqlType)} AS ${quoteIdentifier(name)}`
	);
	const select = chosenSql(`SELECT ${read.join(', ')} FROM carried`, chosen);
	await connection.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${select}`);
	await connection.run('DROP TABLE carried');
}

function chunkOf(
	types: readonly DuckDBType[],
	columns: readonly (readonly CarriedValue[])[]
): DuckDBDataChunk {
	const chunk = DuckDBDataChunk.create(types, columns[0]!.length);
	columns.forEach((values, i) => chunk.setColumnValues(i, values));
	return chunk;
}
