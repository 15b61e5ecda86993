import type { Brief, BriefSection, LintFinding } from '$lib/terms/brief';

/** What a rule reads: everything of a brief but what the rules themselves make. */
export type LintedBrief = Omit<Brief, 'hash' | 'findings'>;

/** What a rule finds; its section where that is not the rule's own. */
export type Found = Pick<LintFinding, 'severity' | 'message' | 'fix'> & {
	readonly section?: BriefSection;
};

/** A rule: a complaint that people who answered such requests have made, turned into a check. */
export interface LintRule {
	readonly id: string;
	readonly section: BriefSection;
	readonly find: (brief: LintedBrief) => readonly Found[];
}

/** Whether a text that a person should write is still empty. */
export const isBlank = (text: string) => text.trim() === '';

/** The finding where the condition holds, else none. */
export function when(
	condition: boolean,
	severity: Found['severity'],
	message: string,
	fix: string
): readonly Found[] {
	return condition ? [{ severity, message, fix }] : [];
}
