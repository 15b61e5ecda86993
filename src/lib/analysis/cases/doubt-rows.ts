import type { CaseDoubt, CaseReport } from '$lib/terms/case';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import type { CaseAxes } from './case-axes';
import type { CaseTables } from './case-distances';
import { categoryJudge } from './category-doubts';
import { findDependencies } from './dependency-doubts';
import { numberDoubts, readNumberRules } from './number-doubts';
import { readAxisValues, readRowTexts } from './row-values';

/** Rows whose values are read at once. */
const PIECE_ROWS = 10_000;

/** Human rows in question, and the tables that they stand in. */
export interface DoubtInput {
	/** Their numbers in the file. */
	readonly rows: readonly number[];
	/** Of some of them, other human rows at no distance. */
	readonly twins: ReadonlyMap<number, readonly number[]>;
	readonly pair: DatasetPair;
	readonly profiles: readonly ColumnProfile[];
	readonly axes: CaseAxes;
	readonly tables: CaseTables;
}

/**
 * Says of each row what speaks for an error in the data, in whichever column: values that cannot be or that stand alone,
 * values that clash with others of the row, and whether the row stands in the file again. What is usual is found once for
 * each column and pair of columns, so that a row costs little.
 */
export async function doubtRows(input: DoubtInput, ctx: RunContext): Promise<CaseReport['doubts']> {
	const { rows, axes, tables } = input;
	const { codes } = tables.rows.human;
	const rules = await readNumberRules(axes.numbers, ctx);
	const dependencies = await findDependencies(axes, tables);
	const duplicates = await duplicateDoubts(input, ctx);
	const categories = axes.codes.flatMap((axis, at) =>
		axis.kind === 'category' ? [{ judge: categoryJudge(axis), at }] : []
	);
	const doubtsOf = (row: number, numbers: readonly (number | null)[]): CaseDoubt[] => [
		...axes.numbers.flatMap((axis, at) => {
			const [value, known] = [numbers[at] ?? null, rules.get(axis)];
			return known !== undefined && value !== null ? numberDoubts(axis, value, known) : [];
		}),
		...categories.flatMap(({ judge, at }) => judge(codes[row * axes.codes.length + at]!)),
		...dependencies.flatMap(({ columns, judge }): CaseDoubt[] => {
			const words = judge(row, numbers);
			return words === null ? [] : [{ kind: 'dependency', columns, words }];
		}),
		...(duplicates.get(row) ?? [])
	];
	const doubts = new Map<number, readonly CaseDoubt[]>();
	for (let from = 0; from < rows.length; from += PIECE_ROWS) {
		const piece = rows.slice(from, from + PIECE_ROWS);
		const values = await readAxisValues(axes.numbers, 'human', piece, ctx);
		for (const row of piece) doubts.set(row, doubtsOf(row, values.get(row) ?? []));
	}
	return doubts;
}

/** Rows that stand in the human file again: the same in every column but those that number the rows. */
async function duplicateDoubts(
	{ twins, pair, profiles }: DoubtInput,
	ctx: RunContext
): Promise<ReadonlyMap<number, readonly CaseDoubt[]>> {
	const ids = new Set(profiles.flatMap(({ pair, use }) => (use === 'id' ? [pair.name] : [])));
	const compared = pair.columns.flatMap(({ name }, at) => (ids.has(name) ? [] : [at]));
	const but = ids.size === 0 ? '' : ` but ${[...ids].join(', ')}`;
	const doubts = new Map<number, readonly CaseDoubt[]>();
	const rows = [...twins.keys()];
	for (let from = 0; from < rows.length; from += PIECE_ROWS) {
		const piece = rows.slice(from, from + PIECE_ROWS);
		const asked = piece.flatMap((row) => [row, ...twins.get(row)!]);
		const texts = await readRowTexts(pair, 'human', asked, ctx);
		const isSame = (a: number, b: number) =>
			compared.every((at) => texts.get(a)?.[at] === texts.get(b)?.[at]);
		for (const row of piece) {
			const twin = twins.get(row)!.find((other) => isSame(row, other));
			if (twin === undefined) continue;
			const words = `Human row ${twin} holds exactly the same values in every column${but}.`;
			doubts.set(row, [{ kind: 'duplicate', columns: [], words }]);
		}
	}
	return doubts;
}
