/** A question that the platform has put to people, with its answers; an answer's id is its place in the list. */
export interface PlatformSelect {
	readonly filterId: string;
	readonly title: string;
	readonly labels: readonly string[];
}

/** A select filter from its labels, parted by bars in the order of their ids. */
export function select(filterId: string, title: string, labels: string): PlatformSelect {
	return { filterId, title, labels: labels.split('|') };
}

/** Whole-number bounds of a bracket, both within it; null is open. */
export interface Bracket {
	readonly low: number | null;
	readonly high: number | null;
}

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/** The bracket that a label speaks of: "$10,000 - $19,999", "More than 60 hours", "10+", "<20", "3"; or null. */
export function parseBracket(label: string): Bracket | null {
	const numbers = (label.match(NUMBER) ?? []).map((text) => Number(text.replaceAll(',', '')));
	const [first, second] = numbers;
	if (/^none\b/i.test(label)) return { low: 0, high: 0 };
	if (first === undefined || numbers.length > 2) return null;
	if (second !== undefined) return first <= second ? { low: first, high: second } : null;
	if (/^(<|less than|under|below)/i.test(label)) return { low: null, high: first - 1 };
	if (/^(>=|≥)|\+|or more|or over|and over/i.test(label)) return { low: first, high: null };
	if (/^(>|more than|over)/i.test(label)) return { low: first + 1, high: null };
	return /^\D{0,2}[\d,.]+(\D*)$/.test(label) ? { low: first, high: first } : null;
}

/** Text as it is compared: lower case, accents and punctuation gone, single blanks. */
export function plain(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}+<>=]+/gu, ' ')
		.trim();
}

/** The label without what stands in brackets: "Technical", "Man". */
function core(label: string): string {
	return plain(label.replace(/\([^)]*\)/g, ' '));
}

/** Whether a filter is a plain yes-or-no. */
function isYesNo(filter: PlatformSelect): boolean {
	return /^yes\b/i.test(filter.labels[0] ?? '') && /^no\b/i.test(filter.labels[1] ?? '');
}

const YES = new Set(['yes', 'y', 'true', '1', 't']);
const NO = new Set(['no', 'n', 'false', '0', 'f']);

/** A label found for a value: by its words, or by a list of other spellings, which may be wider than the value. */
export interface ChoiceMatch {
	readonly ids: readonly number[];
	readonly isExact: boolean;
}

/** Other spellings of a filter's answers: plain value → ids; `wider` answers take in more than the value. */
export interface Spellings {
	readonly same: Readonly<Record<string, readonly number[]>>;
	readonly wider: Readonly<Record<string, readonly number[]>>;
}

/** The answers that a value of the data stands for, or null where the platform has none. */
export function matchChoice(
	filter: PlatformSelect,
	spellings: Spellings | undefined,
	value: string | number | boolean
): ChoiceMatch | null {
	const text = plain(String(value));
	if (isYesNo(filter) && (YES.has(text) || NO.has(text)))
		return { ids: [YES.has(text) ? 0 : 1], isExact: true };
	const byLabel = filter.labels.findIndex((label) => plain(label) === text || core(label) === text);
	if (byLabel >= 0) return { ids: [byLabel], isExact: true };
	const same = spellings?.same[text];
	if (same !== undefined) return { ids: same, isExact: true };
	const wider = spellings?.wider[text];
	return wider === undefined ? null : { ids: wider, isExact: false };
}
