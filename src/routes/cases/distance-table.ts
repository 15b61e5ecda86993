import {
	distanceBelow,
	DISTANCE_KINDS,
	sharesOf,
	type DistanceKind
} from '$lib/charts/case-distances';
import type { CaseDistribution } from '$lib/terms/case';
import { shareText } from '$lib/terms/figures';

const NAMES: Readonly<Record<DistanceKind, string>> = {
	cases: 'Human to synthetic',
	humanSplit: 'Human to other people',
	synthetic: 'Synthetic to each other'
};

/** Where the middle and the far end of each kind of distance lie, in a sentence. */
export function distanceWords({ edges, ...counts }: CaseDistribution): string {
	const within = (kind: DistanceKind, share: number) =>
		distanceBelow(edges, counts[kind], share).toFixed(2);
	return (
		`Half of the human rows have a synthetic row within ${within('cases', 0.5)}, 99 in 100 within ${within('cases', 0.99)}; ` +
		`between two halves of the people it is ${within('humanSplit', 0.5)} and ${within('humanSplit', 0.99)}.`
	);
}

/** The three distributions as columns of a table, a row a bin. */
export function distanceTable(distribution: CaseDistribution) {
	const { edges } = distribution;
	const bins = distribution.cases.map((_, i) => i);
	const shares = DISTANCE_KINDS.map((kind) => ({
		name: NAMES[kind],
		values: sharesOf(distribution[kind]).map(shareText)
	}));
	const spans = bins.map(
		(i) => `${(edges[i] ?? 0).toFixed(2)} to ${(edges[i + 1] ?? edges[i] ?? 0).toFixed(2)}`
	);
	return { rowCount: bins.length, columns: [{ name: 'Distance', values: spans }, ...shares] };
}
