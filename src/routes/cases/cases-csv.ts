import type { CaseReport } from '$lib/terms/case';
import type { Recipe } from '$lib/terms/recipe';

const HEADER = [
	'row',
	'score',
	'evidence',
	'p_human',
	'p_synthetic',
	'reasons',
	'doubts',
	'group',
	'judgement'
];

/** The listed cases as CSV (RFC 4180), one line a case, with the person's judgements. */
export function casesCsv({ cases, groups }: CaseReport, judgements: Recipe['judgements']): string {
	const wordsOf = new Map(groups.map(({ id, words }) => [id, words]));
	const lines = cases.map((one) => [
		one.row,
		one.score,
		one.evidence,
		one.pAdjusted.human,
		one.pAdjusted.synthetic,
		one.reasons.map(({ words }) => words).join('; '),
		one.doubts.map(({ words }) => words).join('; '),
		one.group === null ? '' : (wordsOf.get(one.group) ?? ''),
		judgements[one.id] ?? ''
	]);
	return [HEADER, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
	const text = String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
