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

/** Every human row by its distance as CSV (RFC 4180), one line a row, reasons where they were worked out. */
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
	return [HEADER, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
	const text = String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
