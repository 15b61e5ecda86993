import { csv } from '$lib/analysis/brief/export/csv';
import { rankRows } from '$lib/analysis/cases/judge-cases';
import type { CaseDoubt, CaseReport } from '$lib/terms/case';
import type { Recipe } from '$lib/terms/recipe';

const HEADER = [
	'row',
	'score',
	'excess',
	'evidence',
	'false_share_human',
	'false_share_synthetic',
	'reasons',
	'triage',
	'doubts',
	'group',
	'judgement'
];

/**
 * Every human row by its distance as CSV, one line a row. Reasons where they were worked out; of a row that is no case
 * nobody has asked whether it is an error, and its triage is empty.
 */
export function casesCsv(
	{ cases, rows, doubts, groups }: CaseReport,
	judgements: Recipe['judgements']
): string {
	const wordsOf = new Map(groups.map(({ id, words }) => [id, words]));
	const explained = new Map(cases.map((one) => [one.row, one]));
	const lines = rankRows(rows, rows.score.length).map((ranked) => {
		const { row, score, excess, evidence, pAdjusted } = ranked;
		const one = explained.get(row);
		const found = doubts.get(row);
		return [
			row,
			score,
			excess,
			evidence,
			pAdjusted.human,
			pAdjusted.synthetic,
			one?.reasons.map(({ words }) => words).join('; ') ?? '',
			triageOf(found),
			found?.map(({ words }) => words).join('; ') ?? '',
			one?.group ? (wordsOf.get(one.group) ?? '') : '',
			judgements[`c${row}`] ?? ''
		];
	});
	return csv([HEADER, ...lines]);
}

function triageOf(doubts: readonly CaseDoubt[] | undefined): string {
	if (doubts === undefined) return '';
	return doubts.length > 0 ? 'in doubt' : 'nothing speaks against it';
}

/** The listed inventions as CSV, with what they share and their nearest human row. */
export function inventionsCsv({ inventions, inventionGroups }: CaseReport): string {
	const wordsOf = new Map(inventionGroups.map(({ id, words }) => [id, words]));
	return csv([
		['synthetic_row', 'score', 'false_share', 'reasons', 'group', 'nearest_human_row'],
		...inventions.map(({ row, score, pAdjusted, reasons, group, nearest }) => [
			row,
			score,
			pAdjusted,
			reasons.map(({ words }) => words).join('; '),
			group === null ? '' : (wordsOf.get(group) ?? ''),
			nearest.row
		])
	]);
}

/** The listed copies as CSV, each with the human row that it equals. */
export function copiesCsv({ copies }: CaseReport): string {
	return csv([
		['synthetic_row', 'human_row', 'solitude'],
		...copies.rows.map(({ row, humanRow, solitude }) => [row, humanRow, solitude])
	]);
}
