import type { ColumnUse } from '$lib/terms/column';
import type { ColumnPair, Role, ValueFamily } from '$lib/terms/dataset';
import { isIntegerType, type ColumnFacts } from './column-facts';

/** A use and the one sentence that says why. */
export interface UseChoice {
	readonly use: ColumnUse;
	readonly reason: string;
}

/** Up to so many whole numbers are taken for codes, whose order means nothing. */
const MAX_CODES = 3;
/** A generator may add a few values to a column of codes; more make it a measure that was rounded. */
const MAX_SYNTHETIC_CODES = 12;
/** Fewer values than this say nothing about identity: in a short table every value is unique. */
const MIN_ID_ROWS = 20;
const MIN_UNNAMED_ID_ROWS = 100;
const ID_NAME = /(^|[^a-z])(id|uuid|guid|key|index)$|[a-z](Id|ID|Uuid|Key|Index)$|^unnamed: \d+$/;
/** Texts are prose when their mean has so many words, or, for scripts without spaces, so many characters. */
const MIN_PROSE_WORDS = 4;
const MIN_PROSE_CHARACTERS = 30;
/** Prose hardly repeats: below this share of distinct values even long texts are categories. */
const MIN_PROSE_DISTINCT = 0.2;

/** Uses that a person may choose for values of a family. */
const POSSIBLE_USES: Readonly<Record<ValueFamily, readonly ColumnUse[]>> = {
	number: ['measure', 'category', 'id', 'weight', 'ignored'],
	boolean: ['category', 'ignored'],
	date: ['date', 'category', 'id', 'ignored'],
	text: ['category', 'text', 'id', 'ignored'],
	other: ['ignored']
};

/**
 * The uses that can be chosen for a pair, the natural one first; only `ignored` where the two sides hold different
 * kinds of values, or values that cannot be searched.
 */
export function possibleUses(pair: ColumnPair): readonly ColumnUse[] {
	const { human, synthetic } = pair;
	return POSSIBLE_USES[human.family === synthetic.family ? human.family : 'other'];
}

/** Chooses how a pair is used from its types and facts; `facts` is null where the types alone decide. */
export function chooseUse(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>> | null
): UseChoice {
	const { human, synthetic } = pair;
	if (human.family !== synthetic.family) {
		return {
			use: 'unsupported',
			reason: `It holds ${familyWords(pair.human)} in human and ${familyWords(pair.synthetic)} in synthetic; store both alike to compare them.`
		};
	}
	if (human.family === 'other' || !facts) {
		return {
			use: 'unsupported',
			reason: `Values of type ${human.sqlType} cannot be searched; split them into plain columns.`
		};
	}
	return chooseConstant(facts.human) ?? chooseByFamily[human.family](pair, facts);
}

const chooseByFamily: Readonly<
	Record<
		Exclude<ValueFamily, 'other'>,
		(pair: ColumnPair, facts: Readonly<Record<Role, ColumnFacts>>) => UseChoice
	>
> = {
	number: chooseNumber,
	boolean: () => ({ use: 'category', reason: 'It is true or false.' }),
	date: (pair) => ({
		use: 'date',
		reason: pair.human.sqlType === 'DATE' ? 'It holds dates.' : 'It holds points in time.'
	}),
	text: chooseText
};

function chooseConstant(human: ColumnFacts): UseChoice | null {
	if (human.distinct === 0) {
		return { use: 'constant', reason: 'Every human value is missing.' };
	}
	if (human.distinct === 1 && human.missing === 0) {
		return { use: 'constant', reason: 'Every human row has the same value.' };
	}
	return null;
}

function chooseNumber(
	pair: ColumnPair,
	{ human, synthetic }: Readonly<Record<Role, ColumnFacts>>
): UseChoice {
	const isWhole = human.fractional === 0 && human.infinite === 0;
	if (isIntegerType(pair.human.sqlType) && isNumericId(pair.name, human)) {
		return { use: 'id', reason: `${distinctWords(human)}, so it names rows.` };
	}
	if (isWhole && human.distinct <= MAX_CODES && synthetic.distinct <= MAX_SYNTHETIC_CODES) {
		const values = human.distinct === 1 ? 'one whole number' : `${human.distinct} whole numbers`;
		return { use: 'category', reason: `It holds only ${values}, as codes do.` };
	}
	return { use: 'measure', reason: `It holds ${different(human, 'number')}.` };
}

function isNumericId(name: string, { distinct, distinctAmong }: ColumnFacts): boolean {
	return ID_NAME.test(name)
		? distinctAmong >= MIN_ID_ROWS && distinct >= 0.9 * distinctAmong
		: distinctAmong >= MIN_UNNAMED_ID_ROWS && distinct >= 0.999 * distinctAmong;
}

function chooseText(pair: ColumnPair, { human }: Readonly<Record<Role, ColumnFacts>>): UseChoice {
	const { distinct, distinctAmong, head } = human;
	const isLong =
		head.words >= MIN_PROSE_WORDS * head.present ||
		head.characters >= MIN_PROSE_CHARACTERS * head.present;
	// Hashes and the like are long and unique, but all of one length.
	const isProse =
		isLong && head.shortest < head.longest && distinct > MIN_PROSE_DISTINCT * distinctAmong;
	if (isProse && distinctAmong >= MIN_ID_ROWS) {
		return {
			use: 'text',
			reason: `Its texts are long and seldom repeat, so their length and make-up are searched, not their wording.`
		};
	}
	const isId = distinctAmong >= MIN_ID_ROWS && distinct >= 0.95 * distinctAmong;
	if (isId || (ID_NAME.test(pair.name) && distinct >= 0.5 * distinctAmong)) {
		return { use: 'id', reason: `${distinctWords(human)}, so it names rows.` };
	}
	return { use: 'category', reason: `It holds ${different(human, 'text')}.` };
}

function distinctWords({ distinct, distinctAmong }: ColumnFacts): string {
	return distinct === distinctAmong
		? 'Every human value is different'
		: `${distinct} of ${distinctAmong} human values are different`;
}

function different({ rows, missing, distinct, distinctAmong }: ColumnFacts, what: string): string {
	if (distinct === 1) return `one ${what}`;
	const least = distinctAmong < rows - missing ? 'at least ' : '';
	return `${least}${distinct} different ${what}s`;
}

function familyWords({ family, sqlType }: ColumnPair['human']): string {
	if (family === 'other') return sqlType;
	return { number: 'numbers', boolean: 'true or false', date: 'dates', text: 'text' }[family];
}
