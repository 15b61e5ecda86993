export type QuestionKind = 'yes-no' | 'integer' | 'number' | 'date' | 'choice' | 'text';

/** A question put to a participant, in no survey tool's terms. */
export interface Question {
	/** Letters, digits and underscores, starting with a letter; unique in the brief. */
	readonly name: string;
	/** Which part of the sitting it belongs to, in the order of {@link QUESTION_PARTS}. */
	readonly part: QuestionPart;
	readonly kind: QuestionKind;
	readonly text: string;
	readonly help?: string;
	/** Answers as the data hold them. */
	readonly options?: readonly string[];
	/** What people read in place of an answer, by the answer. */
	readonly labels?: Readonly<Record<string, string>>;
	/** Answers of a screener that no region asks for, so that the question does not tell what is looked for. */
	readonly decoys?: readonly string[];
	readonly min?: number;
	readonly max?: number;
	readonly minCharacters?: number;
	readonly maxCharacters?: number;
	readonly isRequired: boolean;
	/** Data column that the answer fills. */
	readonly column?: string;
	/** Name of the yes-no question without whose yes this one is left out. */
	readonly onlyIf?: string;
	/** The one right answer, for a check. */
	readonly expected?: string;
}

export const QUESTION_PARTS = [
	'consent',
	'screener',
	'comprehension',
	'task',
	'attention'
] as const;

export type QuestionPart = (typeof QUESTION_PARTS)[number];
