import type { ColumnType } from '$lib/terms/column';
import type { ColumnPair, Role, ValueFamily } from '$lib/terms/dataset';
import { countText } from '$lib/terms/figures';
import { orderOf } from './code-order';
import { isIntegerType, type ColumnFacts } from './column-facts';

/** A type and the one sentence that says why. */
export interface TypeChoice {
	readonly type: ColumnType;
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

/** What a model is to predict has few values, and mostly one of these names. */
const MAX_LABELS = 20;
const LABEL_NAME =
	/^(is_?)?(target|label|class|outcome|response|y|income|survived|churn(ed)?|default(ed)?|fraud|diagnosis|approved)$/i;
/** Types whose values hold values. */
const NESTED = /^(JSON|LIST|STRUCT|MAP|UNION|ARRAY)|\]$/;
/** Two texts that say yes and no, the lesser first. */
const YES_NO = new Set(['0|1', 'f|t', 'false|true', 'n|y', 'no|yes', 'off|on']);

/** Types that a person may choose for values of a family. */
const POSSIBLE_TYPES: Readonly<Record<ValueFamily, readonly ColumnType[]>> = {
	number: ['measure', 'ordinal', 'category', 'boolean', 'label', 'id', 'weight', 'ignored'],
	boolean: ['boolean', 'label', 'ignored'],
	date: ['date', 'category', 'id', 'ignored'],
	text: ['category', 'boolean', 'label', 'text', 'id', 'ignored'],
	other: ['ignored']
};

/**
 * The types that can be chosen for a pair, the natural one first; only `ignored` where the two sides hold different
 * kinds of values, or values that cannot be searched.
 * @param humanDistinct rules out `boolean` where there are more than two human values.
 */
export function possibleTypes(pair: ColumnPair, humanDistinct = 2): readonly ColumnType[] {
	const { human, synthetic } = pair;
	const types = POSSIBLE_TYPES[human.family === synthetic.family ? human.family : 'other'];
	return humanDistinct > 2 ? types.filter((type) => type !== 'boolean') : types;
}

/** Chooses what a pair holds from its declared types and facts; `facts` is null where the declared types decide. */
export function chooseType(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>> | null
): TypeChoice {
	const { human, synthetic } = pair;
	if (human.family !== synthetic.family) {
		return {
			type: 'unsupported',
			reason: `It holds ${familyWords(pair.human)} in human and ${familyWords(pair.synthetic)} in synthetic; store both alike to compare them.`
		};
	}
	if (human.family === 'other' && human.vectorLength !== undefined) {
		return {
			type: 'embedding',
			reason: `Every value is a vector of ${human.vectorLength} numbers, as embeddings are. The search reads plain columns, so it stays out.`
		};
	}
	if (human.family === 'other' || !facts) {
		return {
			type: 'unsupported',
			reason: `Values of type ${human.sqlType} cannot be searched; ${NESTED.test(human.sqlType) ? 'split them into plain columns' : 'convert them to numbers, dates or text'}.`
		};
	}
	const chosen = chooseConstant(facts.human) ?? chooseByFamily[human.family](pair, facts);
	return asLabel(pair, facts, chosen) ?? chosen;
}

/** What a model is to predict, told by its name, where its values allow. */
function asLabel(
	{ name }: ColumnPair,
	{ human: { distinct }, synthetic }: Readonly<Record<Role, ColumnFacts>>,
	{ type }: TypeChoice
): TypeChoice | null {
	const isCoded = type === 'boolean' || type === 'category' || type === 'ordinal';
	const hasFew = distinct <= MAX_LABELS && synthetic.distinct <= 2 * MAX_LABELS;
	if (!isCoded || !hasFew || !LABEL_NAME.test(name)) return null;
	return {
		type: 'label',
		reason: `By its name it is what a model is to predict; it holds ${distinct === 1 ? 'one value' : `${distinct} different values`}.`
	};
}

const chooseByFamily: Readonly<
	Record<
		Exclude<ValueFamily, 'other'>,
		(pair: ColumnPair, facts: Readonly<Record<Role, ColumnFacts>>) => TypeChoice
	>
> = {
	number: chooseNumber,
	boolean: () => ({ type: 'boolean', reason: 'It is true or false.' }),
	date: (pair) => ({
		type: 'date',
		reason: pair.human.sqlType === 'DATE' ? 'It holds dates.' : 'It holds points in time.'
	}),
	text: chooseText
};

function chooseConstant(human: ColumnFacts): TypeChoice | null {
	if (human.distinct === 0) {
		return { type: 'constant', reason: 'Every human value is missing.' };
	}
	if (human.distinct === 1 && human.missing === 0) {
		return { type: 'constant', reason: 'Every human row has the same value.' };
	}
	return null;
}

function chooseNumber(
	pair: ColumnPair,
	{ human, synthetic }: Readonly<Record<Role, ColumnFacts>>
): TypeChoice {
	const isWhole = human.fractional === 0 && human.infinite === 0;
	if (isIntegerType(pair.human.sqlType) && isNumericId(pair.name, human)) {
		return { type: 'id', reason: `${distinctWords(human)}, so it names rows.` };
	}
	if (
		isWhole &&
		human.distinct === 2 &&
		human.min === 0 &&
		human.max === 1 &&
		synthetic.distinct <= MAX_SYNTHETIC_CODES
	) {
		return { type: 'boolean', reason: 'It holds only 0 and 1.' };
	}
	if (isWhole && human.distinct <= MAX_CODES && synthetic.distinct <= MAX_SYNTHETIC_CODES) {
		const values = human.distinct === 1 ? 'one whole number' : `${human.distinct} whole numbers`;
		return { type: 'category', reason: `It holds only ${values}, as codes do.` };
	}
	const order = isWhole ? orderOf(pair.name, human) : 'amounts';
	const numbers = `It holds ${human.distinct} whole numbers from ${human.min} to ${human.max}`;
	if (order === 'steps')
		return { type: 'ordinal', reason: `${numbers}, as the steps of a scale do.` };
	if (order === 'kinds' && synthetic.distinct <= 2 * human.distinct) {
		return {
			type: 'category',
			reason: `${numbers}, which by its name or by how its rows spread over them are codes without an order.`
		};
	}
	return { type: 'measure', reason: `It holds ${different(human, 'number')}.` };
}

function isNumericId(name: string, { distinct, distinctAmong }: ColumnFacts): boolean {
	return ID_NAME.test(name)
		? distinctAmong >= MIN_ID_ROWS && distinct >= 0.9 * distinctAmong
		: distinctAmong >= MIN_UNNAMED_ID_ROWS && distinct >= 0.999 * distinctAmong;
}

function chooseText(pair: ColumnPair, { human }: Readonly<Record<Role, ColumnFacts>>): TypeChoice {
	const { distinct, distinctAmong, head } = human;
	const isLong =
		head.words >= MIN_PROSE_WORDS * head.present ||
		head.characters >= MIN_PROSE_CHARACTERS * head.present;
	// Hashes and the like are long and unique, but all of one length.
	const isProse =
		isLong && head.shortest < head.longest && distinct > MIN_PROSE_DISTINCT * distinctAmong;
	if (isProse && distinctAmong >= MIN_ID_ROWS) {
		return {
			type: 'text',
			reason: `Its texts are long and seldom repeat, so their length and make-up are searched, not their wording.`
		};
	}
	const isId = distinctAmong >= MIN_ID_ROWS && distinct >= 0.95 * distinctAmong;
	if (isId || (ID_NAME.test(pair.name) && distinct >= 0.5 * distinctAmong)) {
		return { type: 'id', reason: `${distinctWords(human)}, so it names rows.` };
	}
	if (YES_NO.has(`${head.least}|${head.greatest}`.toLowerCase()) && distinct === 2) {
		return { type: 'boolean', reason: `It holds only ${head.least} and ${head.greatest}.` };
	}
	return { type: 'category', reason: `It holds ${different(human, 'text')}.` };
}

/** Whether the look of a column's texts decides something: they may be prose, or say yes and no, or all be one. */
export function isTextTelling({
	distinct,
	distinctAmong
}: Pick<ColumnFacts, 'distinct' | 'distinctAmong'>): boolean {
	return distinct <= 2 || distinct > MIN_PROSE_DISTINCT * distinctAmong;
}

function distinctWords({ distinct, distinctAmong }: ColumnFacts): string {
	return distinct === distinctAmong
		? 'Every human value is different'
		: `${countText(distinct)} of ${countText(distinctAmong)} human values are different`;
}

function different({ rows, missing, distinct, distinctAmong }: ColumnFacts, what: string): string {
	if (distinct === 1) return `one ${what}`;
	const least = distinctAmong < rows - missing ? 'at least ' : '';
	return `${least}${countText(distinct)} different ${what}s`;
}

function familyWords({ family, sqlType }: ColumnPair['human']): string {
	if (family === 'other') return sqlType;
	return { number: 'numbers', boolean: 'true or false', date: 'dates', text: 'text' }[family];
}
