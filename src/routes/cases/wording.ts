import type { CaseDoubtKind, CaseEvidence, CaseReason } from '$lib/terms/case';
import { countText } from '$lib/terms/figures';
import type { Judgement } from '$lib/terms/recipe';

/** What each evidence is called, and what it says. */
export const EVIDENCE_WORDS: Readonly<Record<CaseEvidence, { name: string; means: string }>> = {
	novel: {
		name: 'Novel',
		means:
			'Other people come nearer to this row than any synthetic row does, by more than two samples of people would differ. The generator lacks something that people share.'
	},
	'unlike-synthetic': {
		name: 'Unlike synthetic',
		means:
			'Farther from every synthetic row than synthetic rows are from each other. It stands nearly as alone among people: a rare truth, or an error.'
	},
	far: {
		name: 'Far',
		means: 'Among the farthest, but two samples of people would hold such rows as well.'
	}
};

export const DOUBT_WORDS: Readonly<Record<CaseDoubtKind, string>> = {
	impossible: 'Cannot be',
	sentinel: 'Looks like a code',
	sign: 'Unusual sign',
	isolated: 'Far from every other value',
	decimal: 'Lone decimals',
	spelling: 'Lone spelling',
	duplicate: 'Exact duplicate',
	dependency: 'Values that do not go together'
};

export const JUDGEMENTS: readonly { readonly value: Judgement; readonly label: string }[] = [
	{ value: 'real', label: 'Rare and real' },
	{ value: 'error', label: 'Error in the data' },
	{ value: 'impossible', label: 'Impossible' },
	{ value: 'known', label: 'Known' }
];

/** A row number as people read it. */
export function rowText(row: number): string {
	return `Row ${countText(row)}`;
}

/** The conditions of a reason, without its counts. */
export function conditionWords({ words }: CaseReason): string {
	return words.slice(0, words.lastIndexOf(': '));
}
