import { countRegions } from '$lib/analysis/gaps/count-regions';
import { regionWords } from '$lib/analysis/gaps/region-words';
import { caseCombinationsJob } from '$lib/kernels/case-combinations';
import { squaredParts } from '$lib/kernels/case-space';
import { regionId } from '$lib/sql/region-id';
import type { CaseColumn, CaseNeighbour, CaseReason } from '$lib/terms/case';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { carriedColumns } from './carried-columns';
import type { CaseAxes } from './case-axes';
import { caseConditions, packConditions, type AxisCondition } from './case-conditions';
import type { CaseTables } from './case-distances';
import { readAxisValues } from './row-values';
import { shortestSubsets, tellingSubsets, type TellingSubset } from './telling-subsets';

/** Reasons a case. */
const MOST_REASONS = 3;
const NUMBER = new Intl.NumberFormat('en-GB');

/** A case with what sets it apart, before that is counted exactly. */
export interface ExplainedCase {
	/** Row number in the human file. */
	readonly row: number;
	readonly columns: readonly CaseColumn[];
	readonly conditions: readonly AxisCondition[];
	/** Combinations of its conditions that synthetic rows hardly meet. */
	readonly subsets: readonly TellingSubset[];
}

/** The rows of both tables nearest to a case, nearest first. */
export type NearRows = Readonly<Record<Role, readonly CaseNeighbour[]>>;

/** Finds for each case the columns that carry its distance and the combinations that synthetic rows hardly meet. */
export async function explainCases(
	rows: readonly number[],
	neighbours: readonly NearRows[],
	axes: CaseAxes,
	{ space, rows: tables }: CaseTables,
	ctx: RunContext
): Promise<ExplainedCase[]> {
	const values = await readAxisValues(axes.numbers, 'human', rows, ctx);
	const explained = rows.map((row, i) => {
		// One neighbour may share what others lack: which of two clashing values differs is chance.
		const parts = new Float64Array(axes.numbers.length + axes.codes.length);
		for (const { row: nearest } of neighbours[i]!.synthetic)
			squaredParts(space, tables.human, row, tables.synthetic, nearest).forEach((part, axis) => {
				parts[axis]! += part;
			});
		const conditions = caseConditions(axes, tables.human, row, parts, values.get(row) ?? []);
		return { row, columns: carriedColumns(axes, parts), conditions };
	});
	const conditions = packConditions(explained.map((each) => each.conditions));
	const count = (role: Role) =>
		ctx.compute.run(
			caseCombinationsJob,
			{ space, rows: tables[role], conditions },
			{ signal: ctx.signal }
		);
	const [human, synthetic] = await Promise.all([count('human'), count('synthetic')]);
	const sizes = { human: tables.human.count, synthetic: tables.synthetic.count };
	return explained.map((each, i) => ({
		...each,
		subsets: tellingSubsets(each.conditions, i, { human, synthetic }, sizes)
	}));
}

/** The region of some of a case's conditions. */
export function subsetRegion({ conditions }: ExplainedCase, { bits }: TellingSubset): Region {
	return {
		conditions: conditions.filter((_, i) => (bits >> i) & 1).map(({ condition }) => condition)
	};
}

/** The reasons of each case in words, with exact counts of their own predicates over all rows. */
export async function caseReasons(
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
			return [id, { region, words: reasonWords(region, counts), counts }];
		})
	);
	return asked.map((ids) => ids.map((id) => reasons.get(id)!));
}

function reasonWords(region: Region, counts: CaseReason['counts']): string {
	const synthetic = counts.synthetic === 0 ? 'no' : NUMBER.format(counts.synthetic);
	const rows = counts.synthetic === 1 ? 'row' : 'rows';
	const human =
		counts.human === 1 ? 'only this human row' : `${NUMBER.format(counts.human)} human rows`;
	return `${regionWords(region)}: ${human}, ${synthetic} synthetic ${rows}`;
}
