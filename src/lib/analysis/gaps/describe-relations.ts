import type { FoundRelation } from '$lib/kernels/search/broken-relation';
import type { SearchInput } from '$lib/kernels/search/search-input';
import { regionId } from '$lib/sql/region-id';
import { countText, plural } from '$lib/terms/figures';
import { regionSql } from '$lib/sql/predicate';
import type { DatasetPair } from '$lib/terms/dataset';
import type { EncodedColumn } from '$lib/terms/encoded';
import type { BrokenRelation, RelationCell } from '$lib/terms/gap';
import type { ColumnRef } from '$lib/terms/column';
import type { RunContext } from '$lib/terms/run';
import {
	columnOfSide,
	countRegions,
	shareOf,
	type PairCount,
	type WeightColumns
} from './count-regions';
import { ratioInterval } from './ratio-interval';
import { regionOfCodes } from './region-of-codes';
import { columnWords, regionWords } from './region-words';

/** Cells shown of a relation. */
const MOST_CELLS = 10;
const LEVEL = 0.95;

function refOf({ column, measure }: EncodedColumn): ColumnRef {
	return measure === undefined ? { column } : { column, measure };
}

/** By how much the generator moves the values of two columns, in brackets; nothing where it moves neither. */
export function movedWords(
	columns: readonly EncodedColumn[],
	moved: FoundRelation['moved']
): string {
	const parts = columns.flatMap((column, i) => {
		const by = moved[i]!;
		if (by === 0) return [];
		const isDate = column.kind === 'ordered' && column.of === 'date';
		return [`${columnWords(refOf(column))} by about ${isDate ? timeText(by) : numberText(by)}`];
	});
	return parts.length === 0 ? '' : ` (the generator moves ${parts.join(', ')})`;
}

function numberText(value: number): string {
	const rounded = Number(value.toPrecision(2));
	return rounded < 10 ? String(rounded) : countText(rounded);
}

function timeText(milliseconds: number): string {
	const hours = milliseconds / 3_600_000;
	const [length, unit] = hours < 24 ? [hours, 'hour'] : [hours / 24, 'day'];
	return plural(Math.max(1, Number(length.toPrecision(2))), unit);
}

/** Broken relations in words, their cells counted over all rows. */
export async function describeRelations(
	found: readonly (FoundRelation & { readonly score: number })[],
	columns: readonly EncodedColumn[],
	table: SearchInput,
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<BrokenRelation[]> {
	const relations = found.map(({ cells }) =>
		cells.map((cell) => regionOfCodes(cell.region, columns))
	);
	const counted = await countRegions(relations.flat(), pair, weights, ctx);
	let at = 0;
	return found.map(({ columns: [a, b], cells, score, moved }, i): BrokenRelation => {
		const counts = counted.regions.slice(at, (at += cells.length));
		const refs = [refOf(columns[a]!), refOf(columns[b]!)] as const;
		const shown = cells.slice(0, MOST_CELLS).map(({ expected }, cell): RelationCell => {
			const region = relations[i]![cell]!;
			return {
				id: regionId(region),
				region,
				words: regionWords(region),
				sql: regionSql(region, columnOfSide(pair, 'human')),
				...describeCount(counts[cell]!, counted.tables),
				expected: (expected / table.rows.synthetic) * pair.synthetic.rowCount
			};
		});
		const humanShare = counts.reduce(
			(sum, count) => sum + shareOf(count.human, counted.tables.human).share,
			0
		);
		const together = `how ${columnWords(refs[0])} and ${columnWords(refs[1])} go together`;
		const words = together + movedWords([columns[a]!, columns[b]!], moved);
		const id = regionId({ conditions: relations[i]!.flatMap(({ conditions }) => conditions) });
		return { id, columns: refs, words, score, cells: shown, cellCount: cells.length, humanShare };
	});
}

function describeCount(count: PairCount, tables: PairCount) {
	return {
		human: shareOf(count.human, tables.human),
		synthetic: shareOf(count.synthetic, tables.synthetic),
		ratio: ratioInterval(
			{ region: count.human, table: tables.human },
			{ region: count.synthetic, table: tables.synthetic },
			LEVEL
		)
	};
}
