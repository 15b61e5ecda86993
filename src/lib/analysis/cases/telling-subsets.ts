import { CASE_SUBSETS } from '$lib/kernels/case-combinations';
import type { AxisCondition } from './case-conditions';

/** A combination tells something where rows of the other table hold it at most this many times as often as those of the own, */
const MOST_RATIO = 0.5;
/** and where at most this share of them holds it: what is merely thinner explains no single row. */
const MOST_SHARE = 0.002;
/** A further condition must make the ratio so many times smaller to be worth its words. */
const CONDITION_WORTH = Math.E;

/** Combinations that carry less than this share of what the best of them carries come after the others. */
const LEAST_CARRIED = 0.5;
/** What carries all of the distance counts so many times as much as what carries none. */
const CARRIED_WORTH = 20;

/** Some of a case's conditions and the rows that meet them. */
export interface TellingSubset {
	/** The conditions as bits. */
	readonly bits: number;
	readonly size: number;
	readonly own: number;
	readonly other: number;
}

/** Of the table whose rows are explained, and of the one they are far from. */
export type Sides<T> = Readonly<Record<'own' | 'other', T>>;

/** The subsets of a row's conditions that the other table's rows hardly meet, most telling first. */
export function tellingSubsets(
	conditions: readonly AxisCondition[],
	at: number,
	counts: Sides<Uint32Array>,
	tables: Sides<number>
): TellingSubset[] {
	const found: TellingSubset[] = [];
	for (let bits = 1; bits < 1 << conditions.length; bits++) {
		const own = counts.own[at * CASE_SUBSETS + bits]!;
		const other = counts.other[at * CASE_SUBSETS + bits]!;
		const isRarer = other * tables.own <= MOST_RATIO * own * tables.other;
		const isRare = other <= MOST_SHARE * tables.other;
		if (own > 0 && isRarer && isRare) found.push({ bits, size: sizeOf(bits), own, other });
	}
	const carried = found.map(({ bits }) =>
		conditions.reduce((sum, each, i) => sum + ((bits >> i) & 1 ? each.carried : 0), 0)
	);
	const most = Math.max(...carried);
	const ranked = found.map((subset, i) => ({
		subset,
		// What carries little of the distance may be telling, but it is not why the row lies far.
		isAside: carried[i]! < LEAST_CARRIED * most,
		vagueness: vagueness(subset, carried[i]!)
	}));
	ranked.sort(
		(a, b) =>
			Number(a.isAside) - Number(b.isAside) ||
			a.vagueness - b.vagueness ||
			a.subset.bits - b.subset.bits
	);
	return ranked.map(({ subset }) => subset);
}

function vagueness({ size, own, other }: TellingSubset, carried: number): number {
	const rarity = (other + 0.5) / own;
	return rarity * CONDITION_WORTH ** size * ((1 - carried) ** 2 + 1 / CARRIED_WORTH);
}

/** The subsets that hold no shorter telling one. */
export function shortestSubsets(subsets: readonly TellingSubset[]): TellingSubset[] {
	return subsets.filter(
		({ bits }) =>
			!subsets.some((other) => other.bits !== bits && (other.bits & bits) === other.bits)
	);
}

function sizeOf(bits: number): number {
	let size = 0;
	for (let rest = bits; rest > 0; rest >>= 1) size += rest & 1;
	return size;
}
