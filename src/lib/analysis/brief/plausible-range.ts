import type { ValueStep } from './facts';

/** How far beyond the values of ten people and more a value is still plausible, in widths of their range. */
const REACH = 0.5;
/** A step of more of the rows is no end of their range, unless it is a single value. */
const MOST_AT_END = 0.05;

/** Bounds of what is plausible; null where a side is open. */
export interface PlausibleRange {
	readonly min: number | string | null;
	readonly max: number | string | null;
}

const OPEN: PlausibleRange = { min: null, max: null };

/** The first day of a year, as ISO text. */
const yearStart = (year: number) => `${String(year).padStart(4, '0')}-01-01`;

/** The half of a power of ten that a width is measured in: 5 for 10 to 99, 0.05 for 0.1 to 0.99. */
function unitOf(width: number): number {
	return 10 ** Math.floor(Math.log10(width)) / 2;
}

/** Without the last digits that multiplying adds: 0.15000000000000002. */
const tidy = (value: number) => Number(value.toPrecision(12));

/**
 * Beyond which values a record is looked at: half the range of the values of ten people and more added on either side,
 * rounded outward. It hangs on values alone that ten people have reached from outside, so that it tells none of
 * fewer. Below zero only where such values are. Dates are open above: later ones are to come. All is open in a table of
 * too few rows to know an end by ten.
 * @param steps of the human values, ten rows and more each; see `ValueFacts`.
 */
export function plausibleRange(steps: readonly ValueStep[], of: 'number' | 'date'): PlausibleRange {
	const [first, last] = [steps[0], steps.at(-1)];
	if (first === undefined || last === undefined) return OPEN;
	const rows = steps.reduce((all, [, , some]) => all + some, 0);
	const isEnd = ([from, to, some]: ValueStep) => from === to || some <= MOST_AT_END * rows;
	if (!isEnd(first) || !isEnd(last)) return OPEN;
	// At most the first step's upper bound ten people stay, at least the last one's lower bound ten people reach.
	const [low, high] = [first[1], last[0]];
	const width = high - low;
	if (!(unitOf(width) > 0)) return OPEN;
	if (of === 'date') {
		const year = new Date(low - REACH * width).getUTCFullYear();
		return year > 0 ? { min: yearStart(year), max: null } : OPEN;
	}
	const unit = unitOf(width);
	const least = tidy(Math.floor((low - REACH * width) / unit) * unit);
	return {
		min: low >= 0 ? Math.max(0, least) : least,
		max: tidy(Math.ceil((high + REACH * width) / unit) * unit)
	};
}
