import { countBelow, type NullDistances } from '$lib/kernels/case-conformal';
import { caseJudgeJob } from '$lib/kernels/case-judge';
import type { Case, CaseEvidence, CaseReport, JudgedRows, RankedRow } from '$lib/terms/case';
import type { Role } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import { FALSE_SHARE, type CaseDistances } from './case-distances';
import { farthestRows } from './farthest-rows';

/** Cases explained of each kind, the farthest that pass and the most novel, and at least so many of the farthest. */
const MOST_CASES = 150;
const LEAST_CASES = 50;
/** Rows that are looked at for errors, at most, and the explained ones. */
const MOST_QUESTIONED = 100_000;

/** How every row stands against the rows that are no cases. */
export interface Verdicts {
	readonly rows: JudgedRows;
	/** Adjusted p-values of synthetic rows, judged as if they were people. */
	readonly inventions: Float32Array;
	readonly nulls: Readonly<Record<Role, NullDistances>>;
}

/** Judges every row of both tables by the null distances. */
export async function judgeRows(distances: CaseDistances, ctx: RunContext): Promise<Verdicts> {
	const { across, nulls, cutoff } = distances;
	const score = across.human.distances;
	const judged = await ctx.compute.run(
		caseJudgeJob,
		{
			...{ toSynthetic: score, toHuman: across.synthetic.distances, cutoff },
			...{ humanNulls: nulls.human, syntheticNulls: nulls.synthetic }
		},
		{ signal: ctx.signal }
	);
	const { excess, byExcess, byDistance, inventions } = judged;
	return {
		rows: { score, excess, pAdjusted: { human: byExcess, synthetic: byDistance } },
		inventions,
		nulls: {
			human: { sorted: judged.humanNulls },
			synthetic: { sorted: judged.syntheticNulls }
		}
	};
}

/** What is known of one human row. */
export function rankedRow(row: number, { score, excess, pAdjusted }: JudgedRows): RankedRow {
	const ps = { human: pAdjusted.human[row]!, synthetic: pAdjusted.synthetic[row]! };
	return {
		row,
		score: score[row]!,
		excess: excess[row]!,
		pAdjusted: ps,
		evidence: evidenceOf(ps)
	};
}

/** The human rows farthest from every synthetic row, farthest first, at most `limit`. */
export function rankRows(rows: JudgedRows, limit: number): RankedRow[] {
	return farthestRows(rows.score, limit).map((row) => rankedRow(row, rows));
}

/** Shares of null distances below a score. */
export function percentileOf(score: number, { nulls }: Verdicts): Case['percentile'] {
	const below = (role: Role) => countBelow(nulls[role], score) / nulls[role].sorted.length;
	return { human: below('human'), synthetic: below('synthetic') };
}

/** The row numbers of the cases to explain, by score: the farthest, and those that are novel by most. */
export function chooseCases({ rows }: Verdicts): number[] {
	const { score, excess, pAdjusted } = rows;
	const farthest = rankRows(rows, MOST_CASES).filter(
		({ score, evidence }, i) => score > 0 && (i < LEAST_CASES || evidence !== 'far')
	);
	const novelExcess = excess.map((by, row) => (hasPassed(pAdjusted.human[row]!) ? by : 0));
	const novel = farthestRows(novelExcess, Math.min(MOST_CASES, countPassed(pAdjusted.human)));
	const chosen = new Set([...farthest.map(({ row }) => row), ...novel]);
	return [...chosen].sort((a, b) => score[b]! - score[a]! || a - b);
}

/**
 * The rows of which to ask whether they are errors: those that pass, of either kind, farthest first, and the explained
 * ones.
 */
export function chooseQuestioned({ rows }: Verdicts, explained: readonly number[]): number[] {
	const passing = rows.score.map((score, row) => (isPassing(row, rows) ? score : 0));
	const count = passing.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
	const farthest = farthestRows(passing, Math.min(MOST_QUESTIONED, count));
	return [...new Set([...farthest, ...explained])];
}

function isPassing(row: number, { pAdjusted }: JudgedRows): boolean {
	return hasPassed(pAdjusted.human[row]!) || hasPassed(pAdjusted.synthetic[row]!);
}

/** Rows that pass, of each kind, and the excess from which human rows are novel. */
export function countVerdicts({ rows: { excess, pAdjusted }, inventions }: Verdicts) {
	let novelExcess = Infinity;
	pAdjusted.human.forEach((p, row) => {
		if (hasPassed(p)) novelExcess = Math.min(novelExcess, excess[row]!);
	});
	return {
		totals: {
			novel: countPassed(pAdjusted.human),
			unlikeSynthetic: countPassed(pAdjusted.synthetic),
			inventions: countPassed(inventions)
		},
		novelExcess: novelExcess === Infinity ? null : novelExcess
	};
}

/** Rows that pass and in which something speaks for an error. */
export function countInDoubt(doubts: CaseReport['doubts'], { rows }: Verdicts): number {
	let count = 0;
	for (const [row, found] of doubts) if (found.length > 0 && isPassing(row, rows)) count++;
	return count;
}

function evidenceOf(pAdjusted: RankedRow['pAdjusted']): CaseEvidence {
	if (hasPassed(pAdjusted.human)) return 'novel';
	return hasPassed(pAdjusted.synthetic) ? 'unlike-synthetic' : 'far';
}

function hasPassed(pAdjusted: number): boolean {
	// Single precision rounds 0.1 up.
	return pAdjusted <= Math.fround(FALSE_SHARE);
}

function countPassed(pAdjusted: Float32Array): number {
	return pAdjusted.reduce((count, p) => count + (hasPassed(p) ? 1 : 0), 0);
}
