import type { Role } from '$lib/terms/dataset';

/** Shares of values that are multiples of a round number, for the number where they differ most. */
export interface Heaping {
	readonly of: number;
	readonly shares: Readonly<Record<Role, number>>;
}

const DECIMALS_READ = 5000;
const MOST_DECIMALS = 12;
const HEAPS_READ = 20_000;
const ROUND_NUMBERS = [5, 10, 50, 100, 500, 1000, 10_000];

/** Decimals of the shortest text that reads back as the value, 0 to 12. */
export function decimalsOf(value: number): number {
	const text = String(value);
	if (text.includes('e-')) return MOST_DECIMALS;
	const point = text.indexOf('.');
	return point < 0 ? 0 : Math.min(MOST_DECIMALS, text.length - point - 1);
}

/** Share of values with so many decimals, 0 to 12, of evenly many of them. */
export function decimalShares(sorted: Float64Array): number[] {
	const shares = new Array<number>(MOST_DECIMALS + 1).fill(0);
	const read = Math.min(DECIMALS_READ, sorted.length);
	for (let i = 0; i < read; i++) {
		const value = sorted[Math.floor((i * sorted.length) / read)]!;
		shares[decimalsOf(value)]! += 1 / read;
	}
	return shares;
}

/** Whole numbers of 32 bits are divided as such, for remainders of others are slow to take. */
function isMultiple(value: number, of: number): boolean {
	const whole = value | 0;
	return whole === value ? whole % of === 0 : value % of === 0;
}

/** Share of values that are multiples of each round number, of evenly many of them, zeros left out. */
function roundShares(sorted: Float64Array): number[] {
	const hits = new Array<number>(ROUND_NUMBERS.length).fill(0);
	const read = Math.min(HEAPS_READ, sorted.length);
	let others = 0;
	for (let i = 0; i < read; i++) {
		const value = sorted[Math.floor((i * sorted.length) / read)]!;
		if (value === 0) continue;
		others++;
		// Every round number is itself a multiple of the first.
		if (!isMultiple(value, ROUND_NUMBERS[0]!)) continue;
		for (let at = 0; at < ROUND_NUMBERS.length; at++)
			if (isMultiple(value, ROUND_NUMBERS[at]!)) hits[at]!++;
	}
	return hits.map((count) => (others === 0 ? 0 : count / others));
}

/** The round number of whose multiples one side has another share than the other; null where all are alike. */
export function heapingOf(human: Float64Array, synthetic: Float64Array): Heaping | null {
	if (human.length === 0 || synthetic.length === 0) return null;
	const sides = { human: roundShares(human), synthetic: roundShares(synthetic) };
	let worst: Heaping | null = null;
	let most = 0;
	ROUND_NUMBERS.forEach((of, at) => {
		const shares = { human: sides.human[at]!, synthetic: sides.synthetic[at]! };
		const difference = Math.abs(shares.human - shares.synthetic);
		if (difference <= most) return;
		most = difference;
		worst = { of, shares };
	});
	return worst;
}
