import { STEPS, type CaseRows, type CaseSpace } from './case-space';

/** Rows read to choose the column by which a tile is cut, and where. */
const PROBE_ROWS = 128;
/** Codes are 16 bits. */
const CODES = 65_536;

/** Kept, for a large table is cut some ten thousand times. */
const probe = new Uint32Array(PROBE_ROWS);
const values = new Int16Array(PROBE_ROWS);
const codeCounts = new Uint8Array(CODES);

/** Cuts `order[start..end)` in two by its widest column; gives the middle, or `start` where all rows are equal. */
export function cutRows(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	start: number,
	end: number
): number {
	const probed = Math.min(PROBE_ROWS, end - start);
	for (let i = 0; i < probed; i++)
		probe[i] = order[start + Math.floor((i * (end - start)) / probed)]!;
	let widest = 0;
	let column = -1;
	for (let c = 0; c < space.numberCount + space.costs.length; c++) {
		const spread =
			c < space.numberCount
				? numberSpread(space, rows, probed, c)
				: codeSpread(space, rows, probed, c - space.numberCount);
		if (spread > widest) {
			widest = spread;
			column = c;
		}
	}
	if (column < 0) return start;
	if (column < space.numberCount) return cutNumbers(space, rows, order, start, end, probed, column);
	return cutCodes(space, rows, order, start, end, probed, column - space.numberCount);
}

/** Mean squared difference of two of the probed rows: twice the variance. */
function numberSpread(
	{ numberCount }: CaseSpace,
	{ numbers }: CaseRows,
	probed: number,
	column: number
): number {
	let sum = 0;
	let squares = 0;
	for (let i = 0; i < probed; i++) {
		const value = numbers[probe[i]! * numberCount + column]! / STEPS;
		sum += value;
		squares += value * value;
	}
	const mean = sum / probed;
	return 2 * Math.max(0, squares / probed - mean * mean);
}

/** Mean cost of a mismatch between two of the probed rows. */
function codeSpread(
	{ costs }: CaseSpace,
	{ codes }: CaseRows,
	probed: number,
	column: number
): number {
	const codeCount = costs.length;
	for (let i = 0; i < probed; i++) codeCounts[codes[probe[i]! * codeCount + column]!]!++;
	let spread = 0;
	for (let i = 0; i < probed; i++) {
		const code = codes[probe[i]! * codeCount + column]!;
		const share = codeCounts[code]! / probed;
		spread += share * (1 - share) * costs[column]![code]!;
		codeCounts[code] = 0;
	}
	return spread;
}

/** Puts the rows at or below the middle of the probed values first. */
function cutNumbers(
	{ numberCount }: CaseSpace,
	{ numbers }: CaseRows,
	order: Uint32Array,
	start: number,
	end: number,
	probed: number,
	column: number
): number {
	for (let i = 0; i < probed; i++) values[i] = numbers[probe[i]! * numberCount + column]!;
	const sorted = values.subarray(0, probed).sort();
	const top = sorted[probed - 1]!;
	const median = sorted[probed >> 1]!;
	// Where half the rows share the greatest value, the cut falls below it.
	const pivot = median < top ? median : sorted.findLast((value) => value < top)!;
	return partition(order, start, end, (row) => numbers[row * numberCount + column]! <= pivot);
}

/** Puts the rows of the most frequent code first. */
function cutCodes(
	{ costs }: CaseSpace,
	{ codes }: CaseRows,
	order: Uint32Array,
	start: number,
	end: number,
	probed: number,
	column: number
): number {
	const codeAt = (row: number) => codes[row * costs.length + column]!;
	const probedRows = probe.subarray(0, probed);
	let frequent = -1;
	let most = 0;
	for (const row of probedRows) {
		const count = ++codeCounts[codeAt(row)]!;
		if (count > most) [frequent, most] = [codeAt(row), count];
	}
	for (const row of probedRows) codeCounts[codeAt(row)] = 0;
	return partition(order, start, end, (row) => codeAt(row) === frequent);
}

function partition(
	order: Uint32Array,
	start: number,
	end: number,
	isFirst: (row: number) => boolean
): number {
	let left = start;
	let right = end - 1;
	for (;;) {
		while (left <= right && isFirst(order[left]!)) left++;
		while (left <= right && !isFirst(order[right]!)) right--;
		if (left >= right) return left;
		const held = order[left]!;
		order[left] = order[right]!;
		order[right] = held;
	}
}
