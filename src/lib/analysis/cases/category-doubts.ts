import type { CaseDoubt } from '$lib/terms/case';
import type { CategoryAxis } from './case-axes';

/** A category that at most so many human rows hold may be a slip. */
const LONE_ROWS = 2;
/** A spelling that so many rows hold is the usual one. */
const USUAL_ROWS = 50;
/** In a shorter word one letter makes another word. */
const LEAST_LETTERS = 5;
/** A rule that so many rows keep is a rule. */
const RULE_SHARE = 0.999;
const PLACEHOLDER =
	/^(n\/?a|nan|nil|null|none|unknown|undefined|missing|test(ing)?|dummy|x{2,}|-?9{2,}|-1|[?.#*_-]+)$/i;

/**
 * Judges the values of a category by themselves: a lone spelling of a usual one, or a lone code among words.
 * @returns says of a code what speaks against it
 */
export function categoryJudge(axis: CategoryAxis): (code: number) => readonly CaseDoubt[] {
	const { column, levels, humanCounts } = axis;
	const plain = levels.map(plainSpelling);
	const isOdd = oddLettersJudge(axis);
	const doubtsOf = (level: string, at: number): CaseDoubt[] => {
		const usual = usualSpelling(plain, axis, at);
		if (usual !== null) {
			const words = `${column} is spelled “${level}” here and “${usual}” elsewhere.`;
			return [{ kind: 'spelling', columns: [column], words }];
		}
		const odd = PLACEHOLDER.test(level) ? 'looks like a placeholder' : isOdd(level);
		if (odd === null) return [];
		const words = `“${level}” stands in hardly another human row as ${column} and ${odd}.`;
		return [{ kind: 'sentinel', columns: [column], words }];
	};
	const known = new Map<number, readonly CaseDoubt[]>();
	return (code) => {
		const level = levels[code - 1];
		if (level === undefined || humanCounts[code - 1]! > LONE_ROWS) return [];
		const doubts = known.get(code) ?? doubtsOf(level, code - 1);
		known.set(code, doubts);
		return doubts;
	};
}

/** The usual spelling of a level: the same but for case, accents and punctuation, or but for one letter. */
function usualSpelling(
	plain: readonly string[],
	{ levels, humanCounts }: CategoryAxis,
	at: number
): string | null {
	const own = plain[at]!;
	// Levels come most frequent first, so that an earlier one of like spelling is the usual one.
	const like = plain.indexOf(own);
	if (like < at) return levels[like]!;
	if (own.length < LEAST_LETTERS) return null;
	const near = plain.findIndex(
		(other, i) => humanCounts[i]! >= USUAL_ROWS && isOneLetterOff(own, other)
	);
	return levels[near] ?? null;
}

/** Whether one letter is left out, put in, another one or changed places with the next: a slip of the hand. */
function isOneLetterOff(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (short.length < LEAST_LETTERS || long.length - short.length > 1 || a === b) return false;
	let from = 0;
	while (from < short.length && short[from] === long[from]) from++;
	let to = 0;
	while (to < short.length - from && short.at(-1 - to) === long.at(-1 - to)) to++;
	const [left, right] = [short.slice(from, short.length - to), long.slice(from, long.length - to)];
	// Another digit is another value, not a slip.
	if (/\p{N}/u.test(left + right)) return false;
	const isSwapped = left.length === 2 && left[0] === right[1] && left[1] === right[0];
	return right.length === 1 || isSwapped;
}

/** Says where a level has no letters though nearly all rows do, or letters though nearly none do. */
function oddLettersJudge({ levels, humanCounts }: CategoryAxis): (level: string) => string | null {
	const hasLetters = (text: string) => /\p{L}/u.test(text);
	const rows = humanCounts.reduce((sum, count) => sum + count, 0);
	const lettered = levels.reduce(
		(sum, level, i) => sum + (hasLetters(level) ? humanCounts[i]! : 0),
		0
	);
	return (level) => {
		const isWord = hasLetters(level);
		if ((isWord ? lettered : rows - lettered) > (1 - RULE_SHARE) * rows) return null;
		return isWord ? 'is a word among codes' : 'is a code among words';
	};
}

function plainSpelling(level: string): string {
	return level
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}
