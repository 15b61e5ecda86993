import type { Brief, LintFinding } from '$lib/terms/brief';
import { LINT_RULES } from './lint-rules';

/** Everything the twenty rules find in a brief, in the order of the rules. */
export function lintBrief(brief: Omit<Brief, 'hash' | 'findings'>): readonly LintFinding[] {
	return LINT_RULES.flatMap((rule) =>
		rule.find(brief).map((finding) => ({ rule: rule.id, section: rule.section, ...finding }))
	);
}
