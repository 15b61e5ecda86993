import type { Brief } from '$lib/terms/brief';

/** Rules that stand as errors; a brief with any is a draft, and every export says so. */
export function standingErrors({ findings }: Brief): readonly string[] {
	return [
		...new Set(findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : [])))
	];
}

/** A title that says when the brief is not ready to send. */
export function markedTitle(brief: Brief, title: string): string {
	return standingErrors(brief).length > 0 ? `[DRAFT] ${title}` : title;
}
