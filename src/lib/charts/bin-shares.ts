import type { Role } from '$lib/terms/dataset';

/** Where something begins and ends within a bin, 0 to 1. */
export type BinPart = readonly [number, number];

/** A bin of a column's distribution, as it is drawn. */
export interface BinShares {
	readonly label: string;
	readonly share: Readonly<Record<Role, number>>;
	/** Where the region begins and ends within the bin, 0 to 1; null outside of it. */
	readonly inside: BinPart | null;
	/** Whether it can be brushed. */
	readonly isPickable: boolean;
}

/** A label along an axis, `at` being 0 to 1. */
export interface Tick {
	readonly at: number;
	readonly text: string;
}

/** Least part of a bin that can be seen. */
const LEAST_PART = 0.16;

/** A part as it is drawn: one value of a wide bin is widened until it can be seen, within the bin. */
export function visiblePart([from, to]: BinPart): BinPart {
	if (to - from >= LEAST_PART) return [from, to];
	const begin = Math.min(1 - LEAST_PART, Math.max(0, (from + to - LEAST_PART) / 2));
	return [begin, begin + LEAST_PART];
}

/** From the first tick on, whatever does not come nearer than `apart` to the one before; the last in any case. */
export function fittingTicks(ticks: readonly Tick[], apart: number): readonly Tick[] {
	const last = ticks.at(-1);
	const kept: Tick[] = [];
	for (const tick of ticks.slice(0, -1)) {
		const before = kept.at(-1);
		if (before && tick.at - before.at < apart) continue;
		if (last && last.at - tick.at < apart) continue;
		kept.push(tick);
	}
	return last ? [...kept, last] : kept;
}
