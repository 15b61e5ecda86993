/** A part of what a link holds. */
export interface LinkItem {
	readonly id:
		| 'files'
		| 'columns'
		| 'settings'
		| 'ownRegions'
		| 'judgements'
		| 'rowJudgements'
		| 'chosen'
		| 'draft'
		| 'findings'
		| 'cases';
	/** What it is, for people: "3 regions chosen for the brief". */
	readonly words: string;
	/** Each thing in it, in words. */
	readonly parts: readonly string[];
	/** Characters by which the link would be shorter without it. */
	readonly characters: number;
}
