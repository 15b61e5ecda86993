import type { LintFinding } from '$lib/terms/brief';
import { DOCUMENT_RULES } from './document-rules';
import { FAIRNESS_RULES } from './fairness-rules';
import { QUESTION_RULES } from './question-rules';
import type { LintedBrief, LintRule } from './rule';

/** The twenty rules in their order, from complaints about requests for data; see docs/method.md. */
export const LINT_RULES: readonly LintRule[] = [
	...DOCUMENT_RULES,
	...QUESTION_RULES,
	...FAIRNESS_RULES
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));

/** Everything the twenty rules find in a brief, in the order of the rules. */
export function lintBrief(brief: LintedBrief): readonly LintFinding[] {
	return LINT_RULES.flatMap((rule) =>
		rule.find(brief).map((finding) => ({ rule: rule.id, section: rule.section, ...finding }))
	);
}
