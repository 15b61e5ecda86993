import type { CaseDistribution } from '$lib/terms/case';
import type { CaseDistances } from './case-distances';

const BINS = 48;

/** Bins the drawn distances of all three kinds on one scale, from 0 to the greatest. */
export function caseHistogram(drawn: CaseDistances['drawn']): CaseDistribution {
	const greatest = Object.values(drawn).reduce(
		(most, distances) => distances.reduce((a, b) => (b > a && b < Infinity ? b : a), most),
		0
	);
	const width = (greatest || 1) / BINS;
	const count = (distances: Float32Array) => {
		const counts = new Array<number>(BINS).fill(0);
		for (const distance of distances)
			if (distance < Infinity) counts[Math.min(BINS - 1, Math.floor(distance / width))]!++;
		return counts;
	};
	return {
		edges: Array.from({ length: BINS + 1 }, (_, i) => i * width),
		cases: count(drawn.cases),
		humanSplit: count(drawn.humanSplit),
		synthetic: count(drawn.synthetic)
	};
}
