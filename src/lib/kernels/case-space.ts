/** A distance of 1 is so many steps of a number: numbers are kept as whole steps, half the memory of single precision. */
export const STEPS = 2048;
/** No number lies farther from 0, in steps: the difference of two must fit in 16 bits. */
const MOST_STEPS = 16_383;

/** A number in whole steps; halves go away from 0. */
export function inSteps(value: number): number {
	const steps = Math.sign(value) * Math.floor(Math.abs(value) * STEPS + 0.5);
	return Math.max(-MOST_STEPS, Math.min(MOST_STEPS, steps));
}

/**
 * Rows of mixed columns as distances read them. A row is `numberCount` numbers and one code for each table of
 * `costs`. Two rows lie apart by the square root of the squared differences of their numbers and, for each code in
 * which they differ, the cost of the *first* row's code: what is rare is far from everything else.
 */
export interface CaseSpace {
	readonly numberCount: number;
	/** Cost of a mismatch, by code column and code: squared distance, 0 or more. */
	readonly costs: readonly Float32Array[];
}

/**
 * Rows of a {@link CaseSpace}, row-major: numbers `[count × numberCount]` {@link inSteps}, codes
 * `[count × costs.length]`.
 */
export interface CaseRows {
	readonly count: number;
	readonly numbers: Int16Array;
	readonly codes: Uint16Array;
}

/** The rows of the given numbers, in their order, copied. */
export function pickRows(space: CaseSpace, rows: CaseRows, picked: ArrayLike<number>): CaseRows {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	const numbers = new Int16Array(picked.length * numberCount);
	const codes = new Uint16Array(picked.length * codeCount);
	for (let i = 0; i < picked.length; i++) {
		const row = picked[i]!;
		for (let c = 0; c < numberCount; c++)
			numbers[i * numberCount + c] = rows.numbers[row * numberCount + c]!;
		for (let c = 0; c < codeCount; c++) codes[i * codeCount + c] = rows.codes[row * codeCount + c]!;
	}
	return { count: picked.length, numbers, codes };
}

/** The rows from one place to another, in the same memory. */
export function sliceRows(
	{ numberCount, costs }: CaseSpace,
	{ numbers, codes }: CaseRows,
	from: number,
	to: number
): CaseRows {
	return {
		count: to - from,
		numbers: numbers.subarray(from * numberCount, to * numberCount),
		codes: codes.subarray(from * costs.length, to * costs.length)
	};
}

/**
 * What each axis adds to the squared distance from row `i` of `a` to row `j` of `b`: numbers first, then codes.
 */
export function squaredParts(
	space: CaseSpace,
	a: CaseRows,
	i: number,
	b: CaseRows,
	j: number
): Float64Array {
	const { numberCount, costs } = space;
	const parts = new Float64Array(numberCount + costs.length);
	for (let c = 0; c < numberCount; c++)
		parts[c] = ((a.numbers[i * numberCount + c]! - b.numbers[j * numberCount + c]!) / STEPS) ** 2;
	for (let c = 0; c < costs.length; c++) {
		const code = a.codes[i * costs.length + c]!;
		if (code !== b.codes[j * costs.length + c]!) parts[numberCount + c] = costs[c]![code]!;
	}
	return parts;
}
