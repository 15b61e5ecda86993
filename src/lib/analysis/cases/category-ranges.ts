import type { CategoryAxis, NumberAxis } from './case-axes';
import { LEAST_DEVIATION, LEAST_ROWS, OUT_OF_LINE, scaled, shown, unscaled } from './number-pairs';

/** A category that explains so much of a number's variance rules it. */
const RULED = 0.5;

/** The least and greatest values of a level, and the next ones, for the row that is judged may hold an end. */
interface LevelRange {
	rows: number;
	sum: number;
	squares: number;
	readonly least: [number, number];
	readonly greatest: [number, number];
}

/**
 * Judges a number by the category beside it, where human rows show that the category rules it: a value half a range
 * beyond all other human rows of its level.
 * @param values of human rows, in scales
 * @returns says of an unscaled value and a code what they break, or null; `isRead` where the row is one of those read.
 * Null where the category rules nothing
 */
export function rangeJudge(
	axis: NumberAxis,
	category: CategoryAxis,
	values: Float64Array,
	codes: Uint16Array
): ((value: number, code: number, isRead: boolean) => string | null) | null {
	const ranges = levelRanges(values, codes, category.levels.length);
	if (!isRuled(ranges)) return null;
	return (value, code, isRead) => {
		const range = ranges[code - 1];
		if (range === undefined) return null;
		const own = scaled(axis, value);
		const others = range.rows - (isRead ? 1 : 0);
		if (others < LEAST_ROWS) return null;
		const least = isRead && own <= range.least[0] ? range.least[1] : range.least[0];
		const greatest = isRead && own >= range.greatest[0] ? range.greatest[1] : range.greatest[0];
		const beyond = Math.max(least - own, own - greatest);
		if (beyond <= Math.max(OUT_OF_LINE * LEAST_DEVIATION, (greatest - least) / 2)) return null;
		const [from, to] = [shown(axis, unscaled(axis, least)), shown(axis, unscaled(axis, greatest))];
		const span = from === to ? `is ${from}` : `lies from ${from} to ${to}`;
		return `${axis.column} is ${shown(axis, value)}; where ${category.column} is ${category.levels[code - 1]}, it ${span} in all ${others} other human rows read.`;
	};
}

function levelRanges(values: Float64Array, codes: Uint16Array, levels: number): LevelRange[] {
	const ranges = Array.from({ length: levels }, (): LevelRange => ({
		...{ rows: 0, sum: 0, squares: 0 },
		least: [Infinity, Infinity],
		greatest: [-Infinity, -Infinity]
	}));
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		const range = ranges[codes[i]! - 1];
		if (range === undefined || Number.isNaN(value)) continue;
		range.rows++;
		range.sum += value;
		range.squares += value * value;
		const { least, greatest } = range;
		if (value < least[0]) [least[0], least[1]] = [value, least[0]];
		else if (value < least[1]) least[1] = value;
		if (value > greatest[0]) [greatest[0], greatest[1]] = [value, greatest[0]];
		else if (value > greatest[1]) greatest[1] = value;
	}
	return ranges;
}

/** Whether the levels' means explain enough of the variance. */
function isRuled(ranges: readonly LevelRange[]): boolean {
	const total = (of: (range: LevelRange) => number) =>
		ranges.reduce((sum, range) => sum + of(range), 0);
	const rows = total(({ rows }) => rows);
	if (rows === 0) return false;
	const squares = total((range) => range.squares);
	const all = squares - total(({ sum }) => sum) ** 2 / rows;
	const within = squares - total((range) => (range.rows ? range.sum ** 2 / range.rows : 0));
	return within <= (1 - RULED) * all;
}
