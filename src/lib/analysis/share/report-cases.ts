import { rankRows } from '$lib/analysis/cases/judge-cases';
import type { Case, CaseColumn, CaseReason, CaseReport, Invention } from '$lib/terms/case';
import type { Role } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';

/** The farthest rows and every explained one, by score; of the others no more than that, doubts and judgements. */
export function listCases(
	{ cases, rows, doubts }: CaseReport,
	limit: number,
	judgements: Recipe['judgements']
) {
	const explained = new Map(cases.map((one) => [one.row, one]));
	const ranked = rankRows(rows, limit);
	const listed = new Set(ranked.map(({ row }) => row));
	return [...ranked, ...cases.filter(({ row }) => !listed.has(row))].map((one) => {
		const judgement = judgements[`c${one.row}`] ?? null;
		const known = explained.get(one.row);
		if (known !== undefined) return describeCase(known, judgement);
		const { row, score, evidence } = one;
		const found = doubts.get(row);
		return {
			row,
			score: short(score),
			...(evidence !== 'far' && { evidence }),
			...(found && { doubts: found }),
			...(judgement !== null && { id: `c${row}`, judgement })
		};
	});
}

function describeCase(one: Case, judgement: Recipe['judgements'][string] | null) {
	const { id, row, score, excess, pAdjusted, evidence, percentile, doubts, group } = one;
	return {
		...{ id, row, score: short(score), excess: short(excess) },
		pAdjusted: shortSides(pAdjusted),
		...{ evidence, judgement, isExplained: true },
		percentile: shortSides(percentile),
		...{ columns: one.columns.map(describeColumnShare), reasons: one.reasons.map(describeReason) },
		...{ doubts, group }
	};
}

/** A synthetic row that is like no human row. */
export function describeInvention({
	row,
	score,
	pAdjusted,
	columns,
	reasons,
	nearest,
	group
}: Invention) {
	return {
		...{ row, score: short(score), pAdjusted: short(pAdjusted) },
		...{ columns: columns.map(describeColumnShare), reasons: reasons.map(describeReason) },
		...{ humanRow: nearest.row, group }
	};
}

function describeColumnShare({ column, share }: CaseColumn) {
	return { column, share: Number(share.toFixed(3)) };
}

function describeReason({ words, counts }: CaseReason) {
	return { words, ...counts };
}

function shortSides({ human, synthetic }: Readonly<Record<Role, number>>) {
	return { human: short(human), synthetic: short(synthetic) };
}

/** Six significant figures: distances are kept in single precision. */
export function short(value: number): number {
	return Number(value.toPrecision(6));
}
