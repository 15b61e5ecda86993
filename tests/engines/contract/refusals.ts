import { failure, openAndLoad, values, type Fact, type World } from './fact';

/** A file that must be refused, after which another opens. */
function refusal(fixture: string, code: string, message: string): Fact {
	return {
		name: `${fixture} is refused by name, and another file opens after it`,
		observe: async (world) => {
			const refused = await failure(
				openAndLoad(world, fixture).then((opened) => openedThenRead(world, opened))
			);
			await openAndLoad(world, 'codec-zstd.parquet');
			return [refused, await values(world, 'SELECT count(id)::INTEGER AS n FROM human')];
		},
		expected: [{ code, message }, { n: [1000] }]
	};
}

/** Native DuckDB scans a file where it lies: damage shows when the column is read. */
async function openedThenRead(world: World, { columns }: { columns: readonly { name: string }[] }) {
	const counts = columns.map(({ name }) => `count(hash("${name}"))::INTEGER AS "${name}"`);
	return values(world, `SELECT ${counts.join(', ')} FROM human`);
}

export const refusals: Fact[] = [
	refusal(
		'truncated.parquet',
		'file-unreadable',
		'truncated.parquet begins as a Parquet file but ends before its footer.'
	),
	refusal(
		'renamed-text.parquet',
		'file-format',
		'renamed-text.parquet holds no table that can be read.'
	),
	refusal(
		'bad-line.jsonl',
		'file-unreadable',
		'Line 3 of bad-line.jsonl is not JSON from column 10 on.'
	),
	refusal(
		'cut-short.jsonl',
		'file-unreadable',
		'Line 2 of cut-short.jsonl ends in the middle, at column 25.'
	),
	refusal(
		'list-lines.jsonl',
		'file-unreadable',
		'Line 1 of list-lines.jsonl holds a list, not an object.'
	),
	refusal('cut-short.arrow', 'file-unreadable', 'cut-short.arrow cannot be read as an Arrow file.'),
	refusal('latin-1.csv', 'file-unreadable', 'latin-1.csv is not text in UTF-8.'),
	refusal('utf-16.csv', 'file-unreadable', 'utf-16.csv is not text in UTF-8.'),
	refusal(
		'ragged.csv',
		'file-unreadable',
		'Line 801 of ragged.csv has 3 fields where its first line has 2.'
	),
	refusal(
		'line-ends.csv',
		'file-unreadable',
		'Line 801 of line-ends.csv ends with \\r\\n where its first line ends with \\n.'
	),
	refusal('no-bytes.parquet', 'file-empty', 'no-bytes.parquet is empty: it has no bytes at all.'),
	refusal(
		'corrupt-page.parquet',
		'file-unreadable',
		'The column id of corrupt-page.parquet cannot be read: its values are damaged, or stored in a way that is not understood.'
	)
];
