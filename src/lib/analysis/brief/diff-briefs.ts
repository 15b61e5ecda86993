import { diffLines } from 'diff';
import type { Brief } from '$lib/terms/brief';
import { briefMarkdown } from './export/markdown';

/** A run of lines that stands in both versions, or in one alone. */
export interface DiffPart {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

/** What a reader sees change from one version of a brief to the next, line by line of its document. */
export function diffBriefs(before: Brief, after: Brief): readonly DiffPart[] {
	return diffLines(briefMarkdown(before), briefMarkdown(after)).map(
		({ value, added, removed }) => ({
			kind: added ? 'added' : removed ? 'removed' : 'same',
			text: value
		})
	);
}
