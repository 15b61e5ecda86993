import type { BriefSection, LintFinding } from '$lib/terms/brief';

/** The sections of the document, in its order, each with its heading. */
export const SECTIONS: readonly { readonly id: BriefSection; readonly title: string }[] = [
	{ id: 'purpose', title: 'Purpose and use' },
	{ id: 'people', title: 'Who' },
	{ id: 'number', title: 'How many' },
	{ id: 'record', title: 'What one record is' },
	{ id: 'task', title: 'What people are asked' },
	{ id: 'quality', title: 'Quality' },
	{ id: 'acceptance', title: 'Accepted when' },
	{ id: 'cost', title: 'Pay and cost' },
	{ id: 'ethics', title: 'Ethics' },
	{ id: 'log', title: 'Timeline, contact, versions' }
];

export const sectionTitle = (id: BriefSection): string =>
	SECTIONS.find((section) => section.id === id)!.title;
/** Whether the brief can be sent: "2 to mend before it is sent", "Ready to send, 3 to consider". */
export function standingWords(findings: readonly LintFinding[]): string {
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	if (errors > 0) return `${errors} to mend before it is sent`;
	return findings.length > 0 ? `Ready to send, ${findings.length} to consider` : 'Ready to send';
}
