import { CASE_SUBSETS } from '$lib/kernels/case-combinations';
import type { Role } from '$lib/terms/dataset';
import type { AxisCondition } from './case-conditions';

/** A combination tells something where synthetic rows hold it at most this many times as often as human rows do, */
const MOST_RATIO = 0.5;
/** and where at most this share of them holds it: what is merely thinner explains no single row. */
const MOST_SHARE = 0.002;
/** A further condition must make the ratio so many times smaller to be worth its words. */
const CONDITION_WORTH = Math.E;

/** What carries all of the distance counts so many times as much as what carries none. */
const CARRIED_WORTH = 20;

/** Some of a case's conditions and the rows that meet them. */
export interface TellingSubset {
	/** The conditions as bits. */
	readonly bits: number;
	readonly size: number;
	readonly human: number;
	readonly synthetic: number;
}

/** The subsets of a case's conditions that synthetic rows hardly meet, most telling first. */
export function tellingSubsets(
	conditions: readonly AxisCondition[],
	at: number,
	counts: Readonly<Record<Role, Uint32Array>>,
	tables: Readonly<Record<Role, number>>
): TellingSubset[] {
	const found: TellingSubset[] = [];
	for (let bits = 1; bits < 1 << conditions.length; bits++) {
		const human = counts.human[at * CASE_SUBSETS + bits]!;
		const synthetic = counts.synthetic[at * CASE_SUBSETS + bits]!;
		const isRarer = synthetic * tables.human <= MOST_RATIO * human * tables.synthetic;
		const isRare = synthetic <= MOST_SHARE * tables.synthetic;
		if (human > 0 && isRarer && isRare) found.push({ bits, size: sizeOf(bits), human, synthetic });
	}
	const keys = new Map(found.map((subset) => [subset.bits, vagueness(subset, conditions)]));
	return found.sort((a, b) => keys.get(a.bits)! - keys.get(b.bits)! || a.bits - b.bits);
}

function vagueness(
	{ bits, size, human, synthetic }: TellingSubset,
	conditions: readonly AxisCondition[]
): number {
	const carried = conditions.reduce(
		(sum, each, i) => sum + ((bits >> i) & 1 ? each.carried : 0),
		0
	);
	const rarity = (synthetic + 0.5) / human;
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
