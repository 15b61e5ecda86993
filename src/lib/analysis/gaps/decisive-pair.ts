import type { MeasuredRegion, Rung } from '$lib/terms/gap';
import { regionWords } from './region-words';

/** The two conditions of a region that matter most. */
export interface DecisivePair {
	/** The pair's rung of the ladder. */
	readonly rung: Rung;
	/** Both conditions, as a region would be worded. */
	readonly words: string;
}

/** Surest shortfall first: by the upper end of the interval, then by estimate, then by more human rows. */
function bySurety(a: Rung, b: Rung): number {
	return (
		a.ratio.high - b.ratio.high ||
		a.ratio.estimate - b.ratio.estimate ||
		b.human.count - a.human.count
	);
}

/**
 * The pair of conditions that synthetic is most surely short of without the others: the one whose ratio has the
 * lowest upper end. Null for a region of one condition.
 */
export function decisivePair({
	region,
	ladder
}: Pick<MeasuredRegion, 'region' | 'ladder'>): DecisivePair | null {
	const pairs = ladder.filter(({ conditions }) => conditions.length === 2);
	const [rung] = pairs.sort(bySurety);
	if (rung === undefined) return null;
	const conditions = rung.conditions.map((i) => region.conditions[i]!);
	return { rung, words: regionWords({ conditions }) };
}
