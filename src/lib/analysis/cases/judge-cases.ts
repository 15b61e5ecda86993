import type { CaseNeighbours } from '$lib/kernels/case-nearest';
import type { Case, CaseReport } from '$lib/terms/case';
import type { Role } from '$lib/terms/dataset';
import type { CaseDistances } from './case-distances';
import {
	adjustPValues,
	conformalPValues,
	countBelow,
	nullDistances,
	type NullDistances
} from './conformal';
import { farthestRows } from './farthest-rows';

/** Accepted share of false ones among the rows that pass. */
export const FALSE_SHARE = 0.1;
/** Cases listed: those that pass, at most so many, and at least so many that rank highest. */
const MOST_CASES = 200;
const LEAST_CASES = 50;

/** How every row stands against the rows that are no cases. */
export interface Verdicts {
	/** Adjusted p-values of human rows, by what they are judged by. */
	readonly cases: Readonly<Record<Role, Float64Array>>;
	/** Adjusted p-values of synthetic rows against the human halves. */
	readonly inventions: Float64Array;
	readonly nulls: Readonly<Record<Role, NullDistances>>;
}

/** Judges every row of both tables by the null distances. */
export function judgeRows({ across, nulls, cutoff }: CaseDistances): Verdicts {
	const sorted = { human: nullDistances(nulls.human), synthetic: nullDistances(nulls.synthetic) };
	const adjusted = (of: CaseNeighbours, role: Role) =>
		adjustPValues(conformalPValues(of.distances, sorted[role], cutoff));
	return {
		cases: {
			human: adjusted(across.human, 'human'),
			synthetic: adjusted(across.human, 'synthetic')
		},
		inventions: adjusted(across.synthetic, 'human'),
		nulls: sorted
	};
}

/** What is known of one human row: score, percentiles, p-values, and how sure it is that it is a case. */
export function verdictOf(
	row: number,
	{ across }: CaseDistances,
	{ cases, nulls }: Verdicts
): Pick<Case, 'score' | 'percentile' | 'pAdjusted' | 'evidence'> {
	const score = across.human.distances[row]!;
	const below = (role: Role) => countBelow(nulls[role], score) / nulls[role].sorted.length;
	const pAdjusted = { human: cases.human[row]!, synthetic: cases.synthetic[row]! };
	const weaker = hasPassed(pAdjusted.synthetic) ? 'unlike-synthetic' : 'far';
	return {
		score,
		percentile: { human: below('human'), synthetic: below('synthetic') },
		pAdjusted,
		evidence: hasPassed(pAdjusted.human) ? 'novel' : weaker
	};
}

/** The row numbers of the cases to list, by score. */
export function chooseCases({ across }: CaseDistances, { cases }: Verdicts): number[] {
	const { distances } = across.human;
	return farthestRows(distances, MOST_CASES).filter((row, i) => {
		const isSure = hasPassed(cases.human[row]!) || hasPassed(cases.synthetic[row]!);
		return distances[row]! > 0 && (i < LEAST_CASES || isSure);
	});
}

/** Rows that pass, of each kind, and the score from which human rows are novel. */
export function countVerdicts(
	{ across }: CaseDistances,
	{ cases, inventions }: Verdicts
): Pick<CaseReport, 'totals' | 'novelFrom'> {
	const { distances } = across.human;
	let novelFrom = Infinity;
	cases.human.forEach((p, row) => {
		if (hasPassed(p)) novelFrom = Math.min(novelFrom, distances[row]!);
	});
	return {
		totals: {
			novel: countPassed(cases.human),
			unlikeSynthetic: countPassed(cases.synthetic),
			inventions: countPassed(inventions)
		},
		novelFrom: novelFrom === Infinity ? null : novelFrom
	};
}

function hasPassed(pAdjusted: number): boolean {
	return pAdjusted <= FALSE_SHARE;
}

function countPassed(pAdjusted: Float64Array): number {
	return pAdjusted.reduce((count, p) => count + (hasPassed(p) ? 1 : 0), 0);
}
