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

/** The round number of whose multiples one side has another share than the other; null where all are alike. */
export function heapingOf(human: Float64Array, synthetic: Float64Array): Heaping | null {
	const share = (sorted: Float64Array, of: number) => {
		let hits = 0;
		let others = 0;
		// Evenly many of the ascending values stand for all: remainders are slow to take.
		const read = Math.min(HEAPS_READ, sorted.length);
		for (let i = 0; i < read; i++) {
			const value = sorted[Math.floor((i * sorted.length) / read)]!;
			if (value === 0) continue;
			others++;
			if (value % of === 0) hits++;
		}
		return others === 0 ? 0 : hits / others;
	};
	if (human.length === 0 || synthetic.length === 0) return null;
	let worst: Heaping | null = null;
	let most = 0;
	for (const of of ROUND_NUMBERS) {
		const shares = { human: share(human, of), synthetic: share(synthetic, of) };
		const difference = Math.abs(shares.human - shares.synthetic);
		if (difference <= most) continue;
		most = difference;
		worst = { of, shares };
	}
	return worst;
}
