import { csv } from '$lib/analysis/brief/export/csv';
import { rankRows } from '$lib/analysis/cases/judge-cases';
import type { CaseReport } from '$lib/terms/case';
import type { Recipe } from '$lib/terms/recipe';

const HEADER = [
	'row',
	'score',
	'excess',
	'evidence',
	'false_share_human',
	'false_share_synthetic',
	'reasons',
	'doubts',
	'group',
	'judgement'
];

/** Every human row by its distance as CSV, one line a row, reasons where they were worked out. */
export function casesCsv(
	{ cases, rows, groups }: CaseReport,
	judgements: Recipe['judgements']
): string {
	const wordsOf = new Map(groups.map(({ id, words }) => [id, words]));
	const explained = new Map(cases.map((one) => [one.row, one]));
	const lines = rankRows(rows, rows.score.length).map((ranked) => {
		const { row, score, excess, evidence, pAdjusted } = ranked;
		const one = explained.get(row);
		return [
			row,
			score,
			excess,
			evidence,
			pAdjusted.human,
			pAdjusted.synthetic,
			one?.reasons.map(({ words }) => words).join('; ') ?? '',
			one?.doubts.map(({ words }) => words).join('; ') ?? '',
			one?.group ? (wordsOf.get(one.group) ?? '') : '',
			judgements[`c${row}`] ?? ''
		];
	});
	return csv([HEADER, ...lines]);
}
