import { isoDate } from '$lib/analysis/encode/value-sql';
import { STEPS } from '$lib/kernels/case-space';
import type { CaseDoubt } from '$lib/terms/case';
import type { CaseAxes, CategoryAxis, NumberAxis } from './case-axes';
import type { CaseTables } from './case-distances';
import type { ExplainedCase } from './explain-cases';
import { valueAtSteps } from './scores';

/** Rows read, evenly over the table: a dependency worth a doubt shows in so many. */
const READ_ROWS = 20_000;
/** An order that so few rows break is a rule, */
const MOST_BROKEN = 0.001;
/** where chance would break it at least so often. */
const LEAST_BROKEN_BY_CHANCE = 0.05;
/** A column is tied to another that explains so much of its variance. */
const TIED = 0.9;
/** A category that explains so much of a number's variance rules it. */
const RULED = 0.5;
/** A value is out of line so many robust deviations off, */
const OUT_OF_LINE = 8;
/** none of which counts as less than this many scales. */
const LEAST_DEVIATION = 0.05;
const LEAST_ROWS = 50;

type Values = ReadonlyMap<number, readonly (number | null)[]>;

interface Reader {
	readonly rows: readonly number[];
	/** Scaled value of a number axis; NaN where missing. */
	readonly valueOf: (row: number, axis: number) => number;
	readonly codeOf: (row: number, axis: number) => number;
}

/**
 * Numbers of a case that clash with another value of its row as human data have them: an order that hardly a row breaks,
 * a line from which hardly a row strays, a range that a category keeps. One of the two columns must carry the
 * case's distance.
 * @param values the cases' unscaled numbers by row
 */
export function numberConflicts(
	cases: readonly ExplainedCase[],
	values: Values,
	axes: CaseAxes,
	tables: CaseTables
): CaseDoubt[][] {
	const doubts: CaseDoubt[][] = cases.map(() => []);
	const reader = createReader(axes, tables);
	const measures = axes.numbers.flatMap((axis, at) => (axis.measure === undefined ? [at] : []));
	const carriersOf = (...columns: string[]) =>
		cases.flatMap((each, i) =>
			each.columns.some(({ column }) => columns.includes(column)) ? [i] : []
		);
	for (const [i, a] of measures.entries()) {
		const first = axes.numbers[a]!;
		for (const b of measures.slice(i + 1)) {
			const second = axes.numbers[b]!;
			const asked = first.of === second.of ? carriersOf(first.column, second.column) : [];
			if (asked.length === 0) continue;
			const judge = pairJudge(first, second, a, b, reader);
			for (const at of asked) {
				const own = values.get(cases[at]!.row);
				const words = own ? judge(own[a] ?? null, own[b] ?? null) : null;
				if (words !== null)
					doubts[at]!.push({ kind: 'dependency', columns: [first.column, second.column], words });
			}
		}
		axes.codes.forEach((code, c) => {
			const asked = code.kind === 'category' ? carriersOf(first.column, code.column) : [];
			if (code.kind !== 'category' || asked.length === 0) return;
			const rangeOf = rangesByCode(first, code, a, c, reader);
			for (const at of asked) {
				const { row } = cases[at]!;
				const value = values.get(row)?.[a] ?? null;
				const words = rangeWords(first, code, value, row, reader.codeOf(row, c), rangeOf);
				if (words !== null)
					doubts[at]!.push({ kind: 'dependency', columns: [first.column, code.column], words });
			}
		});
	}
	return doubts;
}

function createReader(axes: CaseAxes, { rows: { human } }: CaseTables): Reader {
	const stride = Math.max(1, Math.ceil(human.count / READ_ROWS));
	const rows = Array.from({ length: Math.ceil(human.count / stride) }, (_, i) => i * stride);
	const [width, codeWidth] = [axes.numbers.length, axes.codes.length];
	const missingAt = axes.numbers.map(({ column }) =>
		axes.codes.findIndex((code) => code.kind === 'missing' && code.column === column)
	);
	const codeOf = (row: number, axis: number) => human.codes[row * codeWidth + axis]!;
	return {
		rows,
		codeOf,
		valueOf: (row, axis) => {
			const missing = missingAt[axis]!;
			if (missing >= 0 && codeOf(row, missing) === 1) return NaN;
			return scaled(
				axes.numbers[axis]!,
				valueAtSteps(axes.numbers[axis]!, human.numbers[row * width + axis]!)
			);
		}
	};
}

/** What a pair of values breaks, in words; null where nothing. */
function pairJudge(
	first: NumberAxis,
	second: NumberAxis,
	a: number,
	b: number,
	{ rows, valueOf }: Reader
): (x: number | null, y: number | null) => string | null {
	const both = rows.flatMap((row) => {
		const pair = [valueOf(row, a), valueOf(row, b)] as const;
		return Number.isNaN(pair[0]) || Number.isNaN(pair[1]) ? [] : [pair];
	});
	if (both.length < LEAST_ROWS) return () => null;
	// Rows hold whole steps: two values that are equal may lie a step apart.
	const step = (first.scale + second.scale) / STEPS;
	const isAbove = (x: number, y: number) => unscaled(first, x) > unscaled(second, y) + step;
	const isBelow = (x: number, y: number) => unscaled(first, x) < unscaled(second, y) - step;
	const shareOf = (breaks: typeof isAbove, shift: number) =>
		both.filter(([x], i) => breaks(x, both[(i + shift) % both.length]![1])).length / both.length;
	const isRule = (breaks: typeof isAbove) =>
		shareOf(breaks, 0) <= MOST_BROKEN &&
		shareOf(breaks, both.length >> 1) >= LEAST_BROKEN_BY_CHANCE;
	const [neverAbove, neverBelow] = [isRule(isAbove), isRule(isBelow)];
	const line = fitLine(both);
	return (x, y) => {
		if (x === null || y === null) return null;
		const names = `${first.column} is ${shown(first, x)} and ${second.column} ${shown(second, y)}`;
		if (neverAbove && x > y) return `${names}; hardly a human row has the first above the second.`;
		if (neverBelow && x < y) return `${names}; hardly a human row has the first below the second.`;
		if (line === null) return null;
		const expected = line.at(scaled(first, x));
		if (Math.abs(scaled(second, y) - expected) <= OUT_OF_LINE * line.deviation) return null;
		return `${names}; in human rows such a ${first.column} goes with a ${second.column} of about ${shown(second, unscaled(second, expected))}.`;
	};
}

/** The least-squares line of the second value on the first, where it explains nearly all of the variance. */
function fitLine(
	both: readonly (readonly [number, number])[]
): { at: (x: number) => number; deviation: number } | null {
	const mean = (of: (pair: readonly [number, number]) => number) =>
		both.reduce((sum, pair) => sum + of(pair), 0) / both.length;
	const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
	const varianceX = mean(([x]) => (x - meanX) ** 2);
	const varianceY = mean(([, y]) => (y - meanY) ** 2);
	const covariance = mean(([x, y]) => (x - meanX) * (y - meanY));
	if (varianceX === 0 || varianceY === 0) return null;
	if (covariance ** 2 < TIED * varianceX * varianceY) return null;
	const slope = covariance / varianceX;
	const at = (x: number) => meanY + slope * (x - meanX);
	const off = Float64Array.from(both, ([x, y]) => Math.abs(y - at(x))).sort();
	return { at, deviation: Math.max(LEAST_DEVIATION, 1.4826 * off[off.length >> 1]!) };
}

interface CodeRange {
	readonly rows: readonly number[];
	readonly values: readonly number[];
}

/** The rows of each code with their values, where the category rules the number; else none. */
function rangesByCode(
	axis: NumberAxis,
	code: CategoryAxis,
	a: number,
	c: number,
	{ rows, valueOf, codeOf }: Reader
): ReadonlyMap<number, CodeRange> {
	const byCode = new Map<number, { rows: number[]; values: number[] }>();
	for (const row of rows) {
		const value = valueOf(row, a);
		const level = codeOf(row, c);
		if (Number.isNaN(value) || level === 0 || level > code.levels.length) continue;
		const range = byCode.get(level) ?? { rows: [], values: [] };
		byCode.set(level, range);
		range.rows.push(row);
		range.values.push(value);
	}
	const all = [...byCode.values()].flatMap(({ values }) => values);
	const squares = (values: readonly number[]) => {
		const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
		return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	};
	const within = [...byCode.values()].reduce((sum, { values }) => sum + squares(values), 0);
	return within <= (1 - RULED) * squares(all) ? byCode : new Map();
}

function rangeWords(
	axis: NumberAxis,
	code: CategoryAxis,
	value: number | null,
	row: number,
	level: number,
	ranges: ReadonlyMap<number, CodeRange>
): string | null {
	const range = ranges.get(level);
	if (value === null || range === undefined) return null;
	const others = range.values.filter((_, i) => range.rows[i] !== row);
	if (others.length < LEAST_ROWS) return null;
	const [least, greatest] = others.reduce(
		([low, high], each) => [Math.min(low, each), Math.max(high, each)],
		[Infinity, -Infinity]
	);
	const own = scaled(axis, value);
	const beyond = Math.max(least - own, own - greatest);
	if (beyond <= Math.max(OUT_OF_LINE * LEAST_DEVIATION, (greatest - least) / 2)) return null;
	const [from, to] = [shown(axis, unscaled(axis, least)), shown(axis, unscaled(axis, greatest))];
	const span = from === to ? `is ${from}` : `lies from ${from} to ${to}`;
	return `${axis.column} is ${shown(axis, value)}; where ${code.column} is ${code.levels[level - 1]}, it ${span} in all ${others.length} other human rows read.`;
}

function scaled({ centre, scale }: NumberAxis, value: number): number {
	return (value - centre) / scale;
}

function unscaled({ centre, scale }: NumberAxis, score: number): number {
	return centre + scale * score;
}

function shown(axis: NumberAxis, value: number): string {
	return axis.of === 'date' ? isoDate(value) : String(Number(value.toPrecision(6)));
}
