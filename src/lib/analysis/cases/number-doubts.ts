import { isoDate } from '$lib/analysis/encode/value-sql';
import type { CaseDoubt, CaseDoubtKind } from '$lib/terms/case';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { axisSql, type NumberAxis } from './case-axes';
import { limitsOf, type ValueLimits } from './value-limits';

/** A rule that so many values keep is a rule: decimals, signs. */
const RULE_SHARE = 0.999;
/** A column whose values break the limits of its name more often is called so for another reason. */
const LIMITS_SHARE = 0.99;
/** Decimals to which columns are commonly kept. */
const DECIMALS = [0, 1, 2] as const;
const NINES = [3, 4, 5, 6, 7, 8, 9].map((digits) => 10 ** digits - 1);
/** Codes for unknown or capped values: −1 and all nines; dates, in microseconds, with which calendars begin or end. */
const CODES = {
	number: [-1, ...NINES, ...NINES.map((nines) => -nines)],
	date: ['0001-01-01', '1899-12-30', '1900-01-01', '1970-01-01', '9999-12-31'].map(
		(day) => 1000 * Date.parse(day)
	)
} as const;
/** A code that more rows hold is the column's own way to say so, and no slip. */
const CODED_SHARE = 0.05;

/** What holds for a number column's human values. */
export interface NumberRules {
	/** Share of values that so many {@link DECIMALS} hold. */
	readonly rounded: readonly number[];
	readonly negativeShare: number;
	/** The limits that the column's name sets, where nearly all values keep them. */
	readonly limits: ValueLimits | null;
	/** Share of values that are {@link CODES}. */
	readonly codedShare: number;
	readonly least: number;
	readonly greatest: number;
	/** The least and greatest but one, counting equal ones apart. */
	readonly secondLeast: number;
	readonly secondGreatest: number;
}

/** Reads what holds for each column of numbers or dates, in one pass over the human table; measures of texts have no rules. */
export async function readNumberRules(
	all: readonly NumberAxis[],
	ctx: RunContext
): Promise<ReadonlyMap<NumberAxis, NumberRules>> {
	const axes = all.filter(({ measure }) => measure === undefined);
	if (axes.length === 0) return new Map();
	const facts = axes.map((axis) => {
		const value = axisSql(axis, 'human');
		const limits = limitsOf(axis.column);
		const isWithin = limits ? `${value} BETWEEN ${limits.low} AND ${limits.high}` : 'true';
		const shares = [
			...DECIMALS.map((decimals) => `${value} = round(${value}, ${decimals})`),
			`${value} < 0`,
			isWithin,
			`${value} IN (${CODES[axis.of].join(', ')})`
		].map((condition) => `coalesce(avg((${condition})::INTEGER), 0)`);
		const ends = ['min', 'max'].flatMap((end) =>
			[1, 2].map((place) => `coalesce(${end}(${value}, 2)[${place}], 0)::DOUBLE`)
		);
		return [...shares, ...ends];
	});
	const { columns } = await ctx.engine.query(`SELECT ${facts.flat().join(', ')} FROM human`, {
		signal: ctx.signal
	});
	const figures = columns.map((column) => (column as NumberVector).values[0]!);
	const width = facts[0]!.length;
	return new Map(
		axes.map((axis, i) => {
			const own = figures.slice(i * width, (i + 1) * width);
			const rounded = own.splice(0, DECIMALS.length);
			const [
				negativeShare,
				limitedShare,
				codedShare,
				least,
				secondLeast,
				greatest,
				secondGreatest
			] = own as [number, number, number, number, number, number, number];
			const limits = limitedShare < LIMITS_SHARE ? null : limitsOf(axis.column);
			const known = { rounded, negativeShare, limits, codedShare };
			return [axis, { ...known, least, secondLeast, greatest, secondGreatest }];
		})
	);
}

/** What speaks against a number or date by itself. */
export function numberDoubts(axis: NumberAxis, value: number, rules: NumberRules): CaseDoubt[] {
	const { column } = axis;
	const found = [isolation(axis, value, rules), code(axis, value, rules)];
	if (axis.of === 'number')
		found.push(
			impossibility(column, value, rules),
			...[sign(column, value, rules), decimals(column, value, rules)]
		);
	return found.flatMap((doubt) =>
		doubt === null ? [] : [{ kind: doubt[0], columns: [column], words: doubt[1] }]
	);
}

type Found = readonly [kind: CaseDoubtKind, words: string] | null;

function isolation(axis: NumberAxis, value: number, rules: NumberRules): Found {
	const { least, greatest, secondLeast, secondGreatest } = rules;
	const isFarBelow = value === least && secondLeast - least > greatest - secondLeast;
	const isFarAbove = value === greatest && greatest - secondGreatest > secondGreatest - least;
	if (!isFarBelow && !isFarAbove) return null;
	const next = shown(axis, isFarBelow ? secondLeast : secondGreatest);
	return [
		'isolated',
		`${shown(axis, value)} lies farther from every other human value of ${axis.column} (the next is ${next}) than these lie from each other.`
	];
}

function code(axis: NumberAxis, value: number, rules: NumberRules): Found {
	const { least, greatest, codedShare } = rules;
	const isEnd = value === least || value === greatest;
	if (!isEnd || codedShare > CODED_SHARE || !CODES[axis.of].includes(value)) return null;
	const end = axis.of === 'date' ? ['first', 'last'] : ['least', 'greatest'];
	return [
		'sentinel',
		`${shown(axis, value)} is the ${value === least ? end[0] : end[1]} ${axis.column} and looks like a code for unknown or capped values.`
	];
}

function impossibility(column: string, value: number, { limits }: NumberRules): Found {
	if (limits === null) return null;
	if (value >= limits.low && value <= limits.high) return null;
	return ['impossible', `${column} is ${value}; ${limits.because}.`];
}

function sign(column: string, value: number, { negativeShare }: NumberRules): Found {
	if (value >= 0 || negativeShare > 1 - RULE_SHARE) return null;
	return ['sign', `${column} is negative here and in at most one human row in a thousand.`];
}

function decimals(column: string, value: number, { rounded }: NumberRules): Found {
	const at = DECIMALS.findIndex((_, i) => rounded[i]! >= RULE_SHARE);
	const kept = DECIMALS[at];
	if (kept === undefined || Number(value.toFixed(kept)) === value) return null;
	return [
		'decimal',
		kept === 0
			? `${column} is a fraction here and a whole number in nearly every other human row.`
			: `${column} has more than ${kept} decimals here, as hardly any other human row has.`
	];
}

function shown(axis: NumberAxis, value: number): string {
	return axis.of === 'date' ? isoDate(value) : String(value);
}
