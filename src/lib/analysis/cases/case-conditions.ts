import { isoDate } from '$lib/analysis/encode/value-sql';
import { roundHigh, roundLow } from '$lib/analysis/gaps/round-bounds';
import { CASE_CONDITIONS, type CaseConditions } from '$lib/kernels/case-combinations';
import type { CaseRows } from '$lib/kernels/case-space';
import type { Condition, RangeCondition } from '$lib/terms/region';
import { levelScalar, type CaseAxes, type NumberAxis } from './case-axes';
import { scoreSteps } from './scores';

/** From so many scales beyond the median a number is a tail's, and its condition is open-ended. */
const TAIL_SCORE = 1.5;
/** Half width of the interval that stands for "about so much", in scales, and how far it may go for round bounds. */
const NEAR = 0.25;
const NEAR_AT_MOST = 0.35;
/** A fraction that ends a tail may be rounded outwards so far, in scales. */
const END_SLACK = 0.02;
/** So many whole numbers on either side are few. */
const FEW = 10;
const DAY = 86_400_000_000;

/** A condition that a case meets, in words of the region language and on its axis. */
export interface AxisCondition {
	readonly condition: Condition;
	/** A number axis, or the number axes' count and more: a code axis. */
	readonly axis: number;
	/** On its axis, in steps or a code, both met. */
	readonly low: number;
	readonly high: number;
	/** Share of the case's squared distance that its axis carries. */
	readonly carried: number;
}

type Bounds = Omit<AxisCondition, 'carried'>;

/**
 * Conditions on the columns that carry a case's distance, most carrying first, at most four and one a column.
 * @param parts squared distance by axis
 * @param values the row's unscaled numbers; null where missing
 */
export function caseConditions(
	axes: CaseAxes,
	rows: CaseRows,
	row: number,
	parts: Float64Array,
	values: readonly (number | null)[]
): AxisCondition[] {
	const found: AxisCondition[] = [];
	const sum = parts.reduce((total, part) => total + part, 0);
	const order = Array.from(parts.keys()).sort((a, b) => parts[b]! - parts[a]! || a - b);
	for (const axis of order) {
		if (found.length === CASE_CONDITIONS || parts[axis]! === 0) break;
		const condition =
			axis < axes.numbers.length
				? numberCondition(axes.numbers[axis]!, axis, values[axis] ?? null)
				: codeCondition(axes, rows, row, axis);
		if (
			condition !== null &&
			!found.some((other) => isSameColumn(other.condition, condition.condition))
		)
			found.push({ ...condition, carried: parts[axis]! / sum });
	}
	return found;
}

function isSameColumn(a: Condition, b: Condition): boolean {
	return a.column === b.column && a.measure === b.measure;
}

type Ends = [low: number | null, high: number | null];

function numberCondition(axis: NumberAxis, index: number, value: number | null): Bounds | null {
	if (value === null || !Number.isFinite(value)) return null;
	const score = (value - axis.centre) / axis.scale;
	const range = (from: number | null, to: number | null): Bounds | null => {
		// A step beyond the largest numbers is infinite, which bounds nothing.
		const [low, high] = [from, to].map((at) => (Number.isFinite(at) ? at! : null)) as Ends;
		if (low === null && high === null) return null;
		return {
			axis: index,
			condition: rangeCondition(axis, low, high),
			low: low === null ? -Infinity : scoreSteps(axis, low),
			high: high === null ? Infinity : scoreSteps(axis, high)
		};
	};
	const slack = Number.isInteger(value) ? 0 : END_SLACK * axis.scale;
	if (score >= TAIL_SCORE) return range(roundLow(value - slack, value), null);
	if (score <= -TAIL_SCORE) return range(null, roundHigh(value, value + slack));
	const [near, far] = [NEAR * axis.scale, NEAR_AT_MOST * axis.scale];
	if (axis.of === 'date')
		return range(Math.floor((value - near) / DAY) * DAY, Math.ceil((value + near) / DAY) * DAY);
	// Among few whole numbers a bound between two of them reads odd.
	if (Number.isInteger(value) && near < FEW)
		return range(Math.ceil(value - near), Math.floor(value + near));
	return range(roundLow(value - far, value - near), roundHigh(value + near, value + far));
}

function rangeCondition(axis: NumberAxis, low: number | null, high: number | null): RangeCondition {
	const bound = (at: number | null) => (at === null || axis.of === 'number' ? at : isoDate(at));
	return {
		kind: 'range',
		of: axis.of,
		column: axis.column,
		...(axis.measure !== undefined && { measure: axis.measure }),
		low: bound(low),
		high: bound(high),
		isLowClosed: low !== null,
		isHighClosed: high !== null
	};
}

function codeCondition(axes: CaseAxes, rows: CaseRows, row: number, axis: number): Bounds | null {
	const at = axis - axes.numbers.length;
	const code = axes.codes[at]!;
	const value = rows.codes[row * axes.codes.length + at]!;
	const condition = ((): Condition | null => {
		if (code.kind === 'missing')
			return value === 1 ? { kind: 'missing', column: code.column } : null;
		if (value === 0) return { kind: 'missing', column: code.column };
		const level = code.levels[value - 1];
		if (level === undefined) return null;
		return { kind: 'set', column: code.column, values: [levelScalar(code.pair, level)] };
	})();
	return condition === null ? null : { condition, axis, low: value, high: value };
}

/** Conditions of several cases as the kernel takes them. */
export function packConditions(cases: readonly (readonly AxisCondition[])[]): CaseConditions {
	const size = cases.length * CASE_CONDITIONS;
	const packed = {
		caseCount: cases.length,
		axes: new Int16Array(size).fill(-1),
		low: new Float32Array(size),
		high: new Float32Array(size)
	};
	cases.forEach((conditions, i) =>
		conditions.forEach(({ axis, low, high }, j) => {
			const at = i * CASE_CONDITIONS + j;
			packed.axes[at] = axis;
			packed.low[at] = low;
			packed.high[at] = high;
		})
	);
	return packed;
}

/** Whether a row meets a condition, on the axes' scale. */
export function meetsCondition(
	axes: CaseAxes,
	rows: CaseRows,
	row: number,
	{ axis, low, high }: AxisCondition
): boolean {
	const value =
		axis < axes.numbers.length
			? rows.numbers[row * axes.numbers.length + axis]!
			: rows.codes[row * axes.codes.length + axis - axes.numbers.length]!;
	return value >= low && value <= high;
}
