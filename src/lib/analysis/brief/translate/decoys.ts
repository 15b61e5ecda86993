import type { Question } from '$lib/terms/question';

/** Decoys below which a question tells what is looked for. */
export const FEWEST_DECOYS = 3;

/** Answers that are no value of the column. */
export const NONE_OF_THESE = 'None of these';
export const PREFER_NOT = 'Prefer not to say';
export const CANNOT_TELL = 'Cannot tell';
const CLOSING: readonly string[] = [NONE_OF_THESE, PREFER_NOT];

/** By the number that an answer begins with, else by name: 9th before 10th. */
function byName(a: string, b: string): number {
	const [one, other] = [parseInt(a, 10), parseInt(b, 10)];
	return !Number.isNaN(one) && !Number.isNaN(other) && one !== other ? one - other : a < b ? -1 : 1;
}

/** A screener's options and decoys: wanted answers and others in one order, then those that decline. */
export function withDecoys(
	wanted: readonly string[],
	decoys: readonly string[],
	closing: readonly string[]
): { readonly options: readonly string[]; readonly decoys: readonly string[] } {
	const free = [...new Set(decoys)].filter(
		(answer) => !wanted.includes(answer) && !CLOSING.includes(answer)
	);
	return {
		options: [...[...wanted, ...free].sort(byName), ...closing],
		decoys: free.sort(byName)
	};
}

/** Answers of a screener by which it lets people in. */
export function wantedOf({ options = [], decoys = [] }: Question): readonly string[] {
	return options.filter((option) => !decoys.includes(option) && !CLOSING.includes(option));
}

/** Answers that decline, in their order. */
export function closingOf({ options = [] }: Question): readonly string[] {
	return CLOSING.filter((answer) => options.includes(answer));
}

/** That a question offers too few other answers. */
export function fewDecoys(decoys: number): string {
	return decoys === 0
		? 'It offers no other answer'
		: `It offers only ${decoys === 1 ? 'one other answer' : 'two other answers'}`;
}

/** Two regions' screeners of one column as one: wanted is what either asks for. */
export function mergeScreeners(one: Question, other: Question): Question {
	if (one.options === undefined || other.options === undefined) return one;
	const wanted = [...new Set([...wantedOf(one), ...wantedOf(other)])];
	const closing = CLOSING.filter((answer) =>
		[...closingOf(one), ...closingOf(other)].includes(answer)
	);
	const decoys = [...(one.decoys ?? []), ...(other.decoys ?? [])];
	return {
		...one,
		...withDecoys(wanted, decoys, closing),
		...(one.labels === undefined && other.labels === undefined
			? {}
			: { labels: { ...other.labels, ...one.labels } })
	};
}
