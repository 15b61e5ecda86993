import type { ColumnUse } from '$lib/terms/column';
import { ROLES, type ColumnPair, type Role } from '$lib/terms/dataset';
import { countText } from '$lib/terms/figures';
import { isIntegerType, type ColumnFacts } from './column-facts';

/** From here on most categories are too rare to be looked at one by one. */
const MANY_CATEGORIES = 1000;
/** Names of weights in surveys; a bare “weight” may be that of a body. */
const SURVEY_WEIGHT_NAME =
	/^(fnlwgt|pwgtp|finalwt|(survey|sample|sampling|person|final)[ _-]?(weight|wgt|wt))$/i;
/** A difference in missing shares is named from one percentage point and four standard errors on. */
const MIN_MISSING_DIFFERENCE = 0.01;
const MIN_MISSING_Z = 4;
/** Values count as rounded where synthetic has fewer than a third of those that as many human rows would have. */
const ROUNDED_SHARE = 1 / 3;
const MIN_HUMAN_VALUES = 12;

/** Sentences on what is odd about a pair, without being fatal; the most serious first. */
export function columnWarnings(
	pair: ColumnPair,
	use: ColumnUse,
	facts: Readonly<Record<Role, ColumnFacts>>
): string[] {
	return [
		...allMissing(facts),
		...constantSynthetic(facts),
		...constantHuman(facts),
		...missingShares(facts),
		...(use === 'measure' || use === 'date' ? roundedValues(facts) : []),
		...differingTypes(pair),
		...oddNumbers(pair, facts),
		...hugeIntegers(pair, facts),
		...surveyWeight(pair, use),
		...(use === 'category' ? manyCategories(facts) : [])
	];
}

function allMissing(facts: Readonly<Record<Role, ColumnFacts>>): string[] {
	return ROLES.filter((role) => facts[role].missing === facts[role].rows).map(
		(role) => `All values are missing in ${role}.`
	);
}

function constantSynthetic({ human, synthetic }: Readonly<Record<Role, ColumnFacts>>): string[] {
	const isConstant = synthetic.distinct === 1 && synthetic.missing === 0 && human.distinct > 1;
	return isConstant
		? [
				`Every synthetic row has the same value; human rows have ${countText(human.distinct)} different ones.`
			]
		: [];
}

/** A column that people fill with one value stays out of the search, which must not hide that the generator differs. */
function constantHuman({ human, synthetic }: Readonly<Record<Role, ColumnFacts>>): string[] {
	if (human.distinct !== 1 || human.missing > 0 || synthetic.distinct === 0) return [];
	if (synthetic.distinct > 1)
		return [
			`Every human row has the same value; synthetic rows have ${countText(synthetic.distinct)} different ones.`
		];
	const isOther = human.min !== synthetic.min || human.head.least !== synthetic.head.least;
	return isOther ? ['Every human row has one value, and every synthetic row another.'] : [];
}

function missingShares({ human, synthetic }: Readonly<Record<Role, ColumnFacts>>): string[] {
	const [h, s] = [human.missing / human.rows, synthetic.missing / synthetic.rows];
	const pooled = (human.missing + synthetic.missing) / (human.rows + synthetic.rows);
	const error = Math.sqrt(pooled * (1 - pooled) * (1 / human.rows + 1 / synthetic.rows));
	const difference = Math.abs(h - s);
	if (difference < MIN_MISSING_DIFFERENCE || difference < MIN_MISSING_Z * error) return [];
	return [`Missing in ${percent(h)} of human and ${percent(s)} of synthetic rows.`];
}

/** A share of the human rows has at least that share of their distinct values, so that a shorter table is not taken for a rounded one. */
function roundedValues({ human, synthetic }: Readonly<Record<Role, ColumnFacts>>): string[] {
	const asManyRows = Math.min(1, synthetic.distinctAmong / (human.distinctAmong || 1));
	const isRounded =
		synthetic.distinct > 1 &&
		human.distinct >= MIN_HUMAN_VALUES &&
		synthetic.distinct < human.distinct * asManyRows * ROUNDED_SHARE;
	if (!isRounded) return [];
	return [
		`Rounded to ${synthetic.distinct} values in synthetic; human rows have ${human.distinct}. A gap on it may be due to that alone.`
	];
}

function differingTypes({ human, synthetic }: ColumnPair): string[] {
	const isSame =
		human.sqlType === synthetic.sqlType ||
		human.family === 'text' ||
		(isIntegerType(human.sqlType) && isIntegerType(synthetic.sqlType));
	if (isSame || human.family !== synthetic.family) return [];
	return [`Stored as ${human.sqlType} in human and as ${synthetic.sqlType} in synthetic.`];
}

function oddNumbers(pair: ColumnPair, facts: Readonly<Record<Role, ColumnFacts>>): string[] {
	const isDate = pair.human.family === 'date';
	const infinitely = isDate ? 'infinite or outside the years 1 to 9999' : 'infinite';
	return ROLES.flatMap((role) => {
		const { nan, infinite } = facts[role];
		return [
			...(nan > 0 ? [`${valuesAre(nan)} NaN in ${role}; NaN counts as missing.`] : []),
			...(infinite > 0 ? [`${valuesAre(infinite)} ${infinitely} in ${role}.`] : [])
		];
	});
}

/** Whole numbers are searched as doubles, which beyond 2^53 lie two and more apart. */
function hugeIntegers({ human }: ColumnPair, facts: Readonly<Record<Role, ColumnFacts>>): string[] {
	const isHuge = ROLES.some((role) =>
		[facts[role].min, facts[role].max].some((at) => Math.abs(Number(at)) > Number.MAX_SAFE_INTEGER)
	);
	if (!isHuge || !isIntegerType(human.sqlType)) return [];
	return [
		`Whole numbers beyond ${countText(Number.MAX_SAFE_INTEGER)} are rounded to the nearest double: neighbours are not told apart, and a bound may be off by as much.`
	];
}

function surveyWeight({ name }: ColumnPair, use: ColumnUse): string[] {
	if (use !== 'measure' || !SURVEY_WEIGHT_NAME.test(name)) return [];
	return ['By its name it is a survey weight: as such it would count rows, and not be searched.'];
}

function manyCategories({ human }: Readonly<Record<Role, ColumnFacts>>): string[] {
	if (human.distinct < MANY_CATEGORIES) return [];
	return [`Of ${human.distinct} categories all but the most frequent are counted together.`];
}

function valuesAre(count: number): string {
	return count === 1 ? '1 value is' : `${count} values are`;
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}
