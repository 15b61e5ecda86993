import type { CodeCondition, SearchColumn } from './table';

/** A column on the coarse scale of the search: 0 missing, then groups of levels, or categories as they are. */
export interface Coarse {
	/** The column with each group a level of its own. */
	readonly column: SearchColumn;
	readonly cells: number;
	/** The last cell that a condition can name; cell 0 is missing. */
	readonly named: number;
	/** Where the column's cells begin in a histogram of all columns. */
	readonly offset: number;
	/** The cell of each code. */
	readonly cellOf: Uint8Array;
}

const identity = Uint8Array.from({ length: 256 }, (_, i) => i);

/** The last code of a column that a condition can name. */
export function lastNamed({ levels, hasOther }: SearchColumn): number {
	return hasOther ? levels - 1 : levels;
}

function coarsen(column: SearchColumn, offset: number): Coarse {
	const { groups, levels } = column;
	const named = lastNamed(column);
	if (groups === null) return { column, cells: levels + 1, named, offset, cellOf: identity };
	const cellOf = new Uint8Array(256);
	for (let level = 0; level < levels; level++) cellOf[level + 1] = groups[level]! + 1;
	const count = levels === 0 ? 0 : groups[levels - 1]! + 1;
	const onScale = { ...column, levels: count, groups: identity };
	return { column: onScale, cells: count + 1, named: lastNamed(onScale), offset, cellOf };
}

/** All columns on their coarse scale. */
export function coarsenAll(columns: readonly SearchColumn[]): readonly Coarse[] {
	let offset = 0;
	return columns.map((column) => {
		const coarse = coarsen(column, offset);
		offset += coarse.cells;
		return coarse;
	});
}

/** Codes of the levels in groups `first`..`last`. */
function levelsOfGroups(
	groups: Uint8Array,
	levels: number,
	first: number,
	last: number
): { from: number; to: number } {
	let from = 1;
	while (groups[from - 1]! < first) from++;
	let to = from;
	while (to < levels && groups[to]! <= last) to++;
	return { from, to };
}

/** A condition on the coarse scale of `column` as one on its levels. */
export function toFine({ groups, levels }: SearchColumn, coarse: CodeCondition): CodeCondition {
	if (groups === null || coarse.from === 0) return coarse;
	const { column, codes } = coarse;
	const { from, to } = levelsOfGroups(groups, levels, coarse.from - 1, coarse.to - 1);
	// Spelled out here and elsewhere: conditions of one shape are read far faster than copies.
	return { column, from, to, codes };
}

/** Cells `from`..`to` of a coarse column as a condition on its levels; of categories, the one at `from`. */
export function fineCondition(
	index: number,
	column: SearchColumn,
	from: number,
	to: number
): CodeCondition {
	const codes = column.groups === null && from > 0 ? [from] : null;
	return toFine(column, { column: index, from, to, codes });
}
