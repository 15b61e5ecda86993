import type { CaseDoubt } from '$lib/terms/case';
import type { CaseAxes } from './case-axes';
import type { CaseTables } from './case-distances';
import { exclusionJudge } from './category-pairs';
import { rangeJudge } from './category-ranges';
import type { ExplainedCase } from './explain-cases';
import { sampleHuman, type HumanSample } from './human-sample';
import { numberPairJudge } from './number-pairs';

/** Rows read for pairs of categories, where what is rare must be expected often enough, and for pairs with a number. */
const READ_ROWS = { categories: 100_000, numbers: 20_000 };

/** Unscaled numbers of the cases by row: `[axis]`, null where missing. */
type Values = ReadonlyMap<number, readonly (number | null)[]>;

/** What the values of a case on two columns break, in words; null where nothing. */
type Judge = (row: number) => string | null;

/**
 * Values of a case that clash with another value of its row as human data have them: categories that exclude each other,
 * an order of numbers that hardly a row breaks, a line from which hardly a row strays, a range that a category keeps.
 */
export function dependencyDoubts(
	cases: readonly ExplainedCase[],
	values: Values,
	axes: CaseAxes,
	tables: CaseTables
): CaseDoubt[][] {
	const doubts: CaseDoubt[][] = cases.map(() => []);
	const judgeOf = judgesOf(values, axes, tables);
	// Measures of one text are no columns of their own.
	const asked = [
		...axes.codes.map((axis, at) => ({ axis, at })).filter(({ axis }) => axis.kind === 'category'),
		...axes.numbers.map((axis, at) => ({ axis, at })).filter(({ axis }) => !axis.measure)
	];
	asked.forEach((first, i) => {
		for (const second of asked.slice(i + 1)) {
			const columns = [first.axis.column, second.axis.column];
			const judge = judgeOf(first, second);
			if (judge === null) continue;
			cases.forEach(({ row }, at) => {
				const words = judge(row);
				if (words !== null) doubts[at]!.push({ kind: 'dependency', columns, words });
			});
		}
	});
	return doubts;
}

interface AxisAt {
	readonly axis: CaseAxes['numbers'][number] | CaseAxes['codes'][number];
	readonly at: number;
}

/** Makes the judge of two columns, the first a category where one of them is; null where they cannot be held together. */
function judgesOf(
	values: Values,
	axes: CaseAxes,
	tables: CaseTables
): (first: AxisAt, second: AxisAt) => Judge | null {
	const { human } = tables.rows;
	const many: HumanSample = sampleHuman(axes, tables, READ_ROWS.categories);
	const some: HumanSample = sampleHuman(axes, tables, READ_ROWS.numbers);
	const codeOf = (row: number, at: number) => human.codes[row * axes.codes.length + at]!;
	const numberOf = (row: number, at: number) => values.get(row)?.[at] ?? null;
	return ({ axis: one, at: a }, { axis: two, at: b }) => {
		if (one.kind === 'category' && two.kind === 'category') {
			const judge = exclusionJudge([one, two], [many.codes(a), many.codes(b)]);
			return (row) => judge(codeOf(row, a), codeOf(row, b));
		}
		if (one.kind === 'category' && two.kind === 'number') {
			const judge = rangeJudge(two, one, some.numbers(b), some.codes(a));
			return (row) => {
				const value = numberOf(row, b);
				return value === null ? null : judge(value, codeOf(row, a), some.holds(row));
			};
		}
		if (one.kind !== 'number' || two.kind !== 'number' || one.of !== two.of) return null;
		const judge = numberPairJudge([one, two], [some.numbers(a), some.numbers(b)]);
		return (row) => {
			const [x, y] = [numberOf(row, a), numberOf(row, b)];
			return x === null || y === null ? null : judge(x, y);
		};
	};
}
