import { isoDate } from '$lib/analysis/encode/value-sql';
import type { CaseDoubt } from '$lib/terms/case';
import type { DatasetPair } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { axisSql, type CaseAxes, type CategoryAxis, type NumberAxis } from './case-axes';
import type { CaseTables } from './case-distances';
import { dependencyDoubts } from './dependency-doubts';
import type { ExplainedCase, NearRows } from './explain-cases';
import { numberConflicts } from './number-conflicts';
import { readAxisValues, readRowTexts } from './row-values';

/** A rule that so many values keep is a rule: fractions among whole numbers, signs. */
const RULE_SHARE = 0.999;
/** A category spelled so by at most so many human rows may be a slip. */
const LONE_ROWS = 2;
const SENTINEL = /^-?9{3,}$/;

/** What holds for a number column's human values. */
interface NumberRules {
	readonly wholeShare: number;
	readonly negativeShare: number;
	readonly least: number;
	readonly greatest: number;
	/** The least and greatest but one, counting equal ones apart. */
	readonly secondLeast: number;
	readonly secondGreatest: number;
}

/**
 * Says of each case what speaks for an error in the data, on the columns that carry its distance.
 */
export async function doubtCases(
	cases: readonly ExplainedCase[],
	neighbours: readonly NearRows[],
	pair: DatasetPair,
	axes: CaseAxes,
	tables: CaseTables,
	ctx: RunContext
): Promise<CaseDoubt[][]> {
	const rules = await readRules(axes.numbers, ctx);
	const nearestHuman = neighbours.map(({ human }) => human[0]!.row);
	const values = await readAxisValues(
		axes.numbers,
		'human',
		cases.map(({ row }) => row),
		ctx
	);
	const texts = await readRowTexts(
		pair,
		'human',
		[...cases.map(({ row }) => row), ...nearestHuman],
		ctx
	);
	const dependencies = dependencyDoubts(cases, axes, tables);
	const conflicts = numberConflicts(cases, values, axes, tables);
	return cases.map((explained, i) => {
		const carried = new Set(explained.columns.map(({ column }) => column));
		const numbers = axes.numbers.flatMap((axis, at) => {
			const value = values.get(explained.row)?.[at] ?? null;
			const isAsked = carried.has(axis.column) && axis.measure === undefined;
			return isAsked && value !== null ? numberDoubts(axis, value, rules[at]!) : [];
		});
		const spellings = axes.codes.flatMap((axis, at) => {
			if (axis.kind !== 'category' || !carried.has(axis.column)) return [];
			return spellingDoubts(axis, tables.rows.human.codes[explained.row * axes.codes.length + at]!);
		});
		const own = texts.get(explained.row);
		const other = texts.get(nearestHuman[i]!);
		return [
			...numbers,
			...spellings,
			...dependencies[i]!,
			...conflicts[i]!,
			...duplicateDoubts(own, other, nearestHuman[i]!)
		];
	});
}

async function readRules(axes: readonly NumberAxis[], ctx: RunContext): Promise<NumberRules[]> {
	if (axes.length === 0) return [];
	const facts = axes.map((axis) => {
		const value = axisSql(axis, 'human');
		return `avg((${value} = round(${value}))::INTEGER), avg((${value} < 0)::INTEGER), ${[
			`min(${value}, 2)[1]`,
			`max(${value}, 2)[1]`,
			`min(${value}, 2)[2]`,
			`max(${value}, 2)[2]`
		]
			.map((end) => `coalesce(${end}, 0)::DOUBLE`)
			.join(', ')}`;
	});
	const { columns } = await ctx.engine.query(`SELECT ${facts.join(', ')} FROM human`, {
		signal: ctx.signal
	});
	const fact = (i: number) => (columns[i] as NumberVector).values[0]!;
	return axes.map((_, i) => ({
		wholeShare: fact(6 * i),
		negativeShare: fact(6 * i + 1),
		least: fact(6 * i + 2),
		greatest: fact(6 * i + 3),
		secondLeast: fact(6 * i + 4),
		secondGreatest: fact(6 * i + 5)
	}));
}

function numberDoubts(axis: NumberAxis, value: number, rules: NumberRules): CaseDoubt[] {
	const doubts: CaseDoubt[] = [];
	const columns = [axis.column];
	const { least, greatest, secondLeast, secondGreatest } = rules;
	const isFarBelow = value === least && secondLeast - least > greatest - secondLeast;
	const isFarAbove = value === greatest && greatest - secondGreatest > secondGreatest - least;
	if (isFarBelow || isFarAbove) {
		const show = (at: number) => (axis.of === 'date' ? isoDate(at) : String(at));
		doubts.push({
			kind: 'isolated',
			columns,
			words: `${show(value)} lies farther from every other human value of ${axis.column} (the next is ${show(isFarBelow ? secondLeast : secondGreatest)}) than these lie from each other.`
		});
	}
	if (axis.of === 'date') return doubts;
	const isEnd = value === least || value === greatest;
	if (isEnd && (SENTINEL.test(String(value)) || value === -1))
		doubts.push({
			kind: 'sentinel',
			columns,
			words: `${value} is the ${value === least ? 'least' : 'greatest'} ${axis.column} and looks like a code for unknown or capped values.`
		});
	if (value < 0 && rules.negativeShare <= 1 - RULE_SHARE)
		doubts.push({
			kind: 'sign',
			columns,
			words: `${axis.column} is negative here and in at most one human row in a thousand.`
		});
	if (!Number.isInteger(value) && rules.wholeShare >= RULE_SHARE)
		doubts.push({
			kind: 'decimal',
			columns,
			words: `${axis.column} is a fraction here and a whole number in nearly every other human row.`
		});
	return doubts;
}

/** Levels come most frequent first, so that an earlier one of like spelling is the usual one. */
function spellingDoubts(axis: CategoryAxis, code: number): CaseDoubt[] {
	const level = axis.levels[code - 1];
	if (level === undefined || axis.humanCounts[code - 1]! > LONE_ROWS) return [];
	const usual = axis.levels.findIndex((other) => plainSpelling(other) === plainSpelling(level));
	if (usual === code - 1) return [];
	return [
		{
			kind: 'spelling',
			columns: [axis.column],
			words: `${axis.column} is spelled “${level}” here and “${axis.levels[usual]}” elsewhere.`
		}
	];
}

function plainSpelling(level: string): string {
	return level
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function duplicateDoubts(
	own: readonly (string | null)[] | undefined,
	other: readonly (string | null)[] | undefined,
	otherRow: number
): CaseDoubt[] {
	if (own === undefined || other === undefined) return [];
	if (own.some((value, i) => value !== other[i])) return [];
	return [
		{
			kind: 'duplicate',
			columns: [],
			words: `Human row ${otherRow} holds exactly the same values in every column.`
		}
	];
}
