import { columnKey, type ColumnProfile } from '$lib/terms/column';
import type { DatasetPair, Fingerprint, Role } from '$lib/terms/dataset';
import { MISSING_CODE, type EncodedPair } from '$lib/terms/encoded';
import type { Judgement } from '$lib/terms/recipe';
import { ownValue } from '$lib/terms/own-value';
import { answerKeys, type AnswerKey } from './answer-key';
import { stepBound } from './range-bounds';
import type { RegionOverlaps } from './region-overlaps';
import { SMALL_CELL } from './small-cells';
import type { ColumnValues } from './translate/screener';

/** A table as the brief names it. */
export interface SourceFacts {
	readonly name: string;
	readonly rows: number;
	readonly fingerprint: Fingerprint | null;
}

/** An interval of human numbers with its rows; both bounds are met. */
export type ValueStep = readonly [low: number, high: number, rows: number];

/**
 * What is told of the human values of columns, by the pair's name, of text measures by that and the measure: nothing
 * that fewer than ten rows stand behind.
 */
export interface ValueFacts {
	/** Categories as text, most frequent first. */
	readonly values: Readonly<Record<string, readonly string[]>>;
	/** Rows of each of `values`; empty where they were not counted. */
	readonly counts: Readonly<Record<string, readonly number[]>>;
	/** Numbers, and dates in milliseconds since 1970; ascending and without overlap. */
	readonly steps: Readonly<Record<string, readonly ValueStep[]>>;
	/** By the name of a column of numbers: the column of answers that it codes, and the number of each answer. */
	readonly keys: Readonly<Record<string, AnswerKey>>;
}

/** What the data say, beside the regions: the tables, their columns, and the person's verdicts on findings. */
export interface BriefFacts extends ValueFacts {
	readonly sources: Readonly<Record<Role, SourceFacts>>;
	readonly columns: readonly ColumnProfile[];
	readonly verdicts: Readonly<Record<string, Judgement>>;
	/** Absent where nobody counted. */
	readonly overlaps?: RegionOverlaps;
}

/** Steps of fewer rows than the floor joined to the next, the last one to the one before. */
function joinSmall(steps: readonly ValueStep[]): readonly ValueStep[] {
	const joined: ValueStep[] = [];
	for (const [low, high, rows] of steps) {
		const last = joined.at(-1);
		if (last !== undefined && last[2] < SMALL_CELL)
			joined[joined.length - 1] = [last[0], high, last[2] + rows];
		else joined.push([low, high, rows]);
	}
	const [before, last] = joined.slice(-2);
	if (before && last && last[2] < SMALL_CELL)
		joined.splice(-2, 2, [before[0], last[1], before[2] + last[2]]);
	return joined.filter(([, , rows]) => rows >= SMALL_CELL);
}

/** Frequent categories and steps of numbers, as the encoding met them, counted up to all rows. */
export function valueFacts(encoded: EncodedPair): ValueFacts {
	const { rows, of } = encoded.sample.human;
	const scale = rows === 0 ? 1 : of / rows;
	const values = new Map<string, string[]>();
	const counts = new Map<string, number[]>();
	const steps = new Map<string, readonly ValueStep[]>();
	for (const column of encoded.columns) {
		const key = columnKey(column);
		const met = new Array<number>(column.levels.length).fill(0);
		for (const code of column.codes.human) if (code !== MISSING_CODE) met[code - 1]!++;
		if (column.kind === 'categories') {
			const frequent = column.levels
				.flatMap((level, i) => (level === null ? [] : [{ value: String(level), rows: met[i]! }]))
				.filter((level) => level.rows >= SMALL_CELL)
				.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
			values.set(
				key,
				frequent.map(({ value }) => value)
			);
			counts.set(
				key,
				frequent.map((level) => Math.round(level.rows * scale))
			);
		} else {
			const all = column.levels
				.map(({ low, high }, i): ValueStep => [
					stepBound(column.of, low),
					stepBound(column.of, high),
					met[i]!
				])
				.filter(([low, high]) => Number.isFinite(low) && Number.isFinite(high));
			steps.set(
				key,
				joinSmall(all).map(([low, high, n]): ValueStep => [low, high, Math.round(n * scale)])
			);
		}
	}
	return {
		values: Object.fromEntries(values),
		counts: Object.fromEntries(counts),
		steps: Object.fromEntries(steps),
		keys: answerKeys(encoded)
	};
}

/** What a brief reads of an analysis. */
export function briefFacts(
	{ human, synthetic }: DatasetPair,
	columns: readonly ColumnProfile[],
	encoded: EncodedPair,
	verdicts: BriefFacts['verdicts']
): BriefFacts {
	const source = ({ name, rowCount, fingerprint }: DatasetPair['human']) => ({
		name,
		rows: rowCount,
		fingerprint
	});
	return {
		sources: { human: source(human), synthetic: source(synthetic) },
		columns,
		...valueFacts(encoded),
		verdicts
	};
}

/** What is known of one column; nothing where it is not among them. */
export function knownOf(facts: BriefFacts, column: string): ColumnValues {
	const key = ownValue(facts.keys, column);
	return {
		profile: facts.columns.find(({ pair }) => pair.name === column) ?? null,
		values: ownValue(facts.values, column) ?? [],
		counts: ownValue(facts.counts, column) ?? [],
		steps: ownValue(facts.steps, column) ?? [],
		key: key === undefined ? null : { ...key, known: knownOf(facts, key.column) }
	};
}
