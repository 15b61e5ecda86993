/**
 * Rows of mixed columns as distances read them. A row is `numberCount` numbers and one code for each table of
 * `costs`. Two rows lie apart by the square root of the squared differences of their numbers and, for each code in
 * which they differ, the cost of the *first* row's code: what is rare is far from everything else.
 */
export interface CaseSpace {
	readonly numberCount: number;
	/** Cost of a mismatch, by code column and code: squared-distance units, 0 or more. */
	readonly costs: readonly Float32Array[];
}

/** Rows of a {@link CaseSpace}, row-major: numbers `[count × numberCount]`, codes `[count × costs.length]`. */
export interface CaseRows {
	readonly count: number;
	readonly numbers: Float32Array;
	readonly codes: Uint16Array;
}

/** Rows `from` to `to` (exclusive) of a block, as a view on the same memory. */
export function sliceRows(space: CaseSpace, rows: CaseRows, from: number, to: number): CaseRows {
	const codeCount = space.costs.length;
	return {
		count: to - from,
		numbers: rows.numbers.subarray(from * space.numberCount, to * space.numberCount),
		codes: rows.codes.subarray(from * codeCount, to * codeCount)
	};
}

/** The rows of the given numbers, in their order, copied. */
export function pickRows(space: CaseSpace, rows: CaseRows, picked: ArrayLike<number>): CaseRows {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	const numbers = new Float32Array(picked.length * numberCount);
	const codes = new Uint16Array(picked.length * codeCount);
	for (let i = 0; i < picked.length; i++) {
		const row = picked[i]!;
		numbers.set(rows.numbers.subarray(row * numberCount, (row + 1) * numberCount), i * numberCount);
		codes.set(rows.codes.subarray(row * codeCount, (row + 1) * codeCount), i * codeCount);
	}
	return { count: picked.length, numbers, codes };
}
