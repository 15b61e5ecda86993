import type { TableColumn } from '$lib/terms/dataset';
import type { OpenedTable } from '$lib/terms/engine';
import type { ByteSource } from './byte-source';
import { bytesHash } from './fingerprint';
import { readParquetFooter } from './parquet-footer';
import { parquetLayout, type ParquetLayout } from './parquet-layout';

/** Opens a Parquet file by its footer alone: no row is read. */
export async function openParquet(
	source: ByteSource
): Promise<{ readonly table: OpenedTable; readonly layout: ParquetLayout }> {
	const footer = await readParquetFooter(source);
	const layout = parquetLayout(footer, source.name);
	const { rowCount } = layout;
	const fingerprint = { sizeBytes: source.sizeBytes, rowCount, sha256: bytesHash(footer) };
	const columns: readonly TableColumn[] = layout.columns;
	return { table: { columns, rowCount, fingerprint }, layout };
}
