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
	/** The cell of each code, and the first and the last code of each cell. */
	readonly cellOf: Uint8Array;
	readonly firstOf: Uint8Array;
	readonly lastOf: Uint8Array;
}

const identity = Uint8Array.from({ length: 256 }, (_, i) => i);

/** The last code of a column that a condition can name. */
export function lastNamed({ levels, hasOther }: SearchColumn): number {
	return hasOther ? levels - 1 : levels;
}

function coarsen(column: SearchColumn, offset: number): Coarse {
	const { groups, levels } = column;
	const named = lastNamed(column);
	if (groups === null) {
		const codes = { cellOf: identity, firstOf: identity, lastOf: identity };
		return { column, cells: levels + 1, named, offset, ...codes };
	}
	const [cellOf, firstOf, lastOf] = [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)];
	for (let code = levels; code > 0; code--) {
		const cell = groups[code - 1]! + 1;
		cellOf[code] = cell;
		firstOf[cell] = code;
		if (lastOf[cell] === 0) lastOf[cell] = code;
	}
	const count = levels === 0 ? 0 : groups[levels - 1]! + 1;
	const onScale = { ...column, levels: count, groups: identity };
	const cells = count + 1;
	return { column: onScale, cells, named: lastNamed(onScale), offset, cellOf, firstOf, lastOf };
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

/** A condition on the cells of a coarse column as one on its codes. */
export function toFine({ firstOf, lastOf }: Coarse, condition: CodeCondition): CodeCondition {
	const { column, from, to, codes } = condition;
	// Spelled out here and elsewhere: conditions of one shape are read far faster than copies.
	return { column, from: firstOf[from]!, to: lastOf[to]!, codes };
}

/** Cells `from`..`to` of a coarse column (its index is `column`) as a condition on its codes; of categories, the one at `from`. */
export function fineCondition(
	coarse: Coarse,
	column: number,
	from: number,
	to: number
): CodeCondition {
	const codes = coarse.column.groups === null && from > 0 ? [from] : null;
	return toFine(coarse, { column, from, to, codes });
}
