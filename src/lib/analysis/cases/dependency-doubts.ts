import { yieldToOthers } from '$lib/kernels/drive-job';
import type { CaseAxes } from './case-axes';
import type { CaseTables } from './case-distances';
import { exclusionJudge } from './category-pairs';
import { rangeJudge } from './category-ranges';
import { sampleHuman, type HumanSample } from './human-sample';
import { numberPairJudge } from './number-pairs';

/** Rows read for pairs of categories, where what is rare must be expected often enough, and for pairs with a number. */
const READ_ROWS = { categories: 100_000, numbers: 20_000 };

/** What human rows show of two columns. */
export interface Dependency {
	readonly columns: readonly [string, string];
	/** What a row's values on both break, in words; null where nothing. `numbers`: its unscaled numbers by axis. */
	readonly judge: (row: number, numbers: readonly (number | null)[]) => string | null;
}

interface AxisAt {
	readonly axis: CaseAxes['numbers'][number] | CaseAxes['codes'][number];
	readonly at: number;
}

/**
 * The pairs of columns of which one rules the other in human data: categories that exclude each other, an order of numbers
 * that hardly a row breaks, a line from which hardly a row strays, a range that a category keeps.
 */
export async function findDependencies(axes: CaseAxes, tables: CaseTables): Promise<Dependency[]> {
	const judgeOf = judgesOf(axes, tables);
	// Measures of one text are no columns of their own.
	const asked: AxisAt[] = [
		...axes.codes.map((axis, at) => ({ axis, at })).filter(({ axis }) => axis.kind === 'category'),
		...axes.numbers.map((axis, at) => ({ axis, at })).filter(({ axis }) => !axis.measure)
	];
	const found: Dependency[] = [];
	for (const [i, first] of asked.entries()) {
		for (const second of asked.slice(i + 1)) {
			const judge = judgeOf(first, second);
			if (judge !== null) found.push({ columns: [first.axis.column, second.axis.column], judge });
		}
		await yieldToOthers();
	}
	return found;
}

/** Makes the judge of two columns, the first a category where one of them is; null where neither rules the other. */
function judgesOf(
	axes: CaseAxes,
	tables: CaseTables
): (first: AxisAt, second: AxisAt) => Dependency['judge'] | null {
	const { human } = tables.rows;
	const many: HumanSample = sampleHuman(axes, tables, READ_ROWS.categories);
	const some: HumanSample = sampleHuman(axes, tables, READ_ROWS.numbers);
	const codeOf = (row: number, at: number) => human.codes[row * axes.codes.length + at]!;
	return ({ axis: one, at: a }, { axis: two, at: b }) => {
		if (one.kind === 'category' && two.kind === 'category') {
			const judge = exclusionJudge([one, two], [many.codes(a), many.codes(b)]);
			return judge && ((row) => judge(codeOf(row, a), codeOf(row, b)));
		}
		if (one.kind === 'category' && two.kind === 'number') {
			const judge = rangeJudge(two, one, some.numbers(b), some.codes(a));
			return (
				judge &&
				((row, numbers) => {
					const value = numbers[b] ?? null;
					return value === null ? null : judge(value, codeOf(row, a), some.holds(row));
				})
			);
		}
		if (one.kind !== 'number' || two.kind !== 'number' || one.of !== two.of) return null;
		const judge = numberPairJudge([one, two], [some.numbers(a), some.numbers(b)]);
		return (
			judge &&
			((_, numbers) => {
				const [x, y] = [numbers[a] ?? null, numbers[b] ?? null];
				return x === null || y === null ? null : judge(x, y);
			})
		);
	};
}
