import type { CaseDoubt } from '$lib/terms/case';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import type { CaseAxes } from './case-axes';
import type { CaseTables } from './case-distances';
import { categoryDoubts } from './category-doubts';
import { dependencyDoubts } from './dependency-doubts';
import type { ExplainedCase, NearRows } from './explain-cases';
import { numberDoubts, readNumberRules } from './number-doubts';
import { readAxisValues, readRowTexts } from './row-values';

/** What is known of the cases and the tables that they stand in. */
export interface DoubtInput {
	readonly cases: readonly ExplainedCase[];
	readonly neighbours: readonly NearRows[];
	readonly pair: DatasetPair;
	readonly profiles: readonly ColumnProfile[];
	readonly axes: CaseAxes;
	readonly tables: CaseTables;
}

/**
 * Says of each case what speaks for an error in the data, in whichever column: values that cannot be or that stand alone,
 * values that clash with others of the row, and whether the row stands in the file again.
 */
export async function doubtCases(input: DoubtInput, ctx: RunContext): Promise<CaseDoubt[][]> {
	const { cases, axes, tables } = input;
	const rules = await readNumberRules(axes.numbers, ctx);
	const rows = cases.map(({ row }) => row);
	const values = await readAxisValues(axes.numbers, 'human', rows, ctx);
	const dependencies = dependencyDoubts(cases, values, axes, tables);
	const duplicates = await duplicateDoubts(input, ctx);
	return cases.map((explained, i) => {
		const numbers = axes.numbers.flatMap((axis, at) => {
			const value = values.get(explained.row)?.[at] ?? null;
			const known = rules.get(axis);
			return known !== undefined && value !== null ? numberDoubts(axis, value, known) : [];
		});
		const categories = axes.codes.flatMap((axis, at) => {
			if (axis.kind !== 'category') return [];
			return categoryDoubts(axis, tables.rows.human.codes[explained.row * axes.codes.length + at]!);
		});
		return [...numbers, ...categories, ...dependencies[i]!, ...duplicates[i]!];
	});
}

/** Whether each case stands in the human file again: the same in every column but those that number the rows. */
async function duplicateDoubts(
	{ cases, neighbours, pair, profiles }: DoubtInput,
	ctx: RunContext
): Promise<CaseDoubt[][]> {
	const ids = new Set(profiles.flatMap(({ pair, use }) => (use === 'id' ? [pair.name] : [])));
	const compared = pair.columns.flatMap(({ name }, at) => (ids.has(name) ? [] : [at]));
	const twins = neighbours.map(({ human }) => human.filter(({ distance }) => distance === 0));
	const asked = twins.flatMap((near, i) =>
		near.length === 0 ? [] : [cases[i]!.row, ...near.map(({ row }) => row)]
	);
	if (asked.length === 0) return cases.map(() => []);
	const texts = await readRowTexts(pair, 'human', asked, ctx);
	const isSame = (a: number, b: number) =>
		compared.every((at) => texts.get(a)?.[at] === texts.get(b)?.[at]);
	return cases.map(({ row }, i) => {
		const twin = twins[i]!.find((other) => isSame(row, other.row));
		if (twin === undefined) return [];
		const but = ids.size === 0 ? '' : ` but ${[...ids].join(', ')}`;
		return [
			{
				kind: 'duplicate',
				columns: [],
				words: `Human row ${twin.row} holds exactly the same values in every column${but}.`
			}
		];
	});
}
