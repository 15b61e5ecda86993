import { countRegions } from '$lib/analysis/gaps/count-regions';
import { regionWords } from '$lib/analysis/gaps/region-words';
import {
	CASE_SUBSETS,
	caseCombinationsJob,
	type CaseCombinationsInput
} from '$lib/kernels/case-combinations';
import { sliceRows, squaredParts, type CaseRows } from '$lib/kernels/case-space';
import { regionId } from '$lib/sql/region-id';
import type { CaseColumn, CaseNeighbour, CaseReason } from '$lib/terms/case';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import { plural } from '$lib/terms/figures';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { carriedColumns } from './carried-columns';
import type { CaseAxes } from './case-axes';
import { caseConditions, packConditions, type AxisCondition } from './case-conditions';
import type { CaseTables } from './case-distances';
import { readAxisValues } from './row-values';
import { shortestSubsets, tellingSubsets, type Sides, type TellingSubset } from './telling-subsets';

/** Reasons a case. */
const MOST_REASONS = 3;
/** Rows whose combinations are counted at once. */
const PIECE_ROWS = 250_000;

/** A row with what sets it apart from the other table, before that is counted exactly. */
export interface ExplainedCase {
	/** Row number in its file. */
	readonly row: number;
	readonly columns: readonly CaseColumn[];
	readonly conditions: readonly AxisCondition[];
	/** Combinations of its conditions that the other table's rows hardly meet. */
	readonly subsets: readonly TellingSubset[];
}

/**
 * Finds for rows of one table the columns that carry their distance and the combinations that the other table's rows hardly
 * meet.
 * @param nearest rows of the other table near each row
 */
export async function explainCases(
	role: Role,
	rows: readonly number[],
	nearest: readonly (readonly CaseNeighbour[])[],
	axes: CaseAxes,
	{ space, rows: tables }: CaseTables,
	ctx: RunContext
): Promise<ExplainedCase[]> {
	const values = await readAxisValues(axes.numbers, role, rows, ctx);
	const { own, other } = sidesOf(role, tables);
	const explained = rows.map((row, i) => {
		// One neighbour may share what others lack: which of two clashing values differs is chance.
		const parts = new Float64Array(axes.numbers.length + axes.codes.length);
		for (const { row: near } of nearest[i]!)
			squaredParts(space, own, row, other, near).forEach((part, axis) => {
				parts[axis]! += part;
			});
		const conditions = caseConditions(axes, own, row, parts, values.get(row) ?? []);
		return { row, columns: carriedColumns(axes, parts), conditions };
	});
	const conditions = packConditions(explained.map((each) => each.conditions));
	const count = (rows: CaseRows) => countCombinations({ space, rows, conditions }, ctx);
	const [inOwn, inOther] = await Promise.all([count(own), count(other)]);
	const sizes = { own: own.count, other: other.count };
	return explained.map((each, i) => ({
		...each,
		subsets: tellingSubsets(each.conditions, i, { own: inOwn, other: inOther }, sizes)
	}));
}

/** Counts over a table piece by piece, so that it lies nowhere a second time as a whole. */
async function countCombinations(
	{ space, rows, conditions }: CaseCombinationsInput,
	ctx: RunContext
): Promise<Uint32Array> {
	const counts = new Uint32Array(conditions.caseCount * CASE_SUBSETS);
	for (let from = 0; from < rows.count; from += PIECE_ROWS) {
		const piece = sliceRows(space, rows, from, Math.min(rows.count, from + PIECE_ROWS));
		const found = await ctx.compute.run(
			caseCombinationsJob,
			{ space, rows: piece, conditions },
			{ signal: ctx.signal }
		);
		found.forEach((count, at) => (counts[at]! += count));
	}
	return counts;
}

function sidesOf<T>(role: Role, tables: Readonly<Record<Role, T>>): Sides<T> {
	return role === 'human'
		? { own: tables.human, other: tables.synthetic }
		: { own: tables.synthetic, other: tables.human };
}

/** The region of some of a case's conditions. */
export function subsetRegion({ conditions }: ExplainedCase, { bits }: TellingSubset): Region {
	return {
		conditions: conditions.filter((_, i) => (bits >> i) & 1).map(({ condition }) => condition)
	};
}

/** The reasons of each row in words, with exact counts of their own predicates over all rows. */
export async function caseReasons(
	role: Role,
	cases: readonly ExplainedCase[],
	pair: DatasetPair,
	ctx: RunContext
): Promise<CaseReason[][]> {
	const regions = new Map<string, Region>();
	const asked = cases.map((explained) =>
		shortestSubsets(explained.subsets)
			.slice(0, MOST_REASONS)
			.map((subset) => {
				const region = subsetRegion(explained, subset);
				const id = regionId(region);
				regions.set(id, region);
				return id;
			})
	);
	const counted = await countRegions([...regions.values()], pair, {}, ctx);
	const reasons = new Map(
		[...regions].map(([id, region], i): [string, CaseReason] => {
			const { human, synthetic } = counted.regions[i]!;
			const counts = { human: human.count, synthetic: synthetic.count };
			return [id, { region, words: reasonWords(role, region, counts), counts }];
		})
	);
	return asked.map((ids) => ids.map((id) => reasons.get(id)!));
}

function reasonWords(role: Role, region: Region, counts: CaseReason['counts']): string {
	const { own, other } = sidesOf(role, counts);
	const names = sidesOf(role, { human: 'human', synthetic: 'synthetic' });
	const rows = (count: number, name: string) =>
		count === 0 ? `no ${name} rows` : plural(count, `${name} row`);
	const first = own === 1 ? `only this ${names.own} row` : rows(own, names.own);
	return `${regionWords(region)}: ${first}, ${rows(other, names.other)}`;
}
