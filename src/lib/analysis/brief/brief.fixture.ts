import type { ColumnProfile, ColumnUse } from '$lib/terms/column';
import type { ValueFamily } from '$lib/terms/dataset';
import type { MeasuredRegion, Rung } from '$lib/terms/gap';
import type { Condition, RangeCondition, SetCondition } from '$lib/terms/region';
import { regionSql } from '$lib/sql/predicate';
import { regionId } from '$lib/sql/region-id';
import type { BriefFacts } from './facts';
import { conditionWords } from '$lib/analysis/gaps/region-words';

/** An interval of whole or broken numbers; bounds closed unless said. */
export function range(
	column: string,
	low: number | null,
	high: number | null = null,
	closed: { readonly low?: boolean; readonly high?: boolean } = {}
): RangeCondition {
	return {
		kind: 'range',
		of: 'number',
		column,
		low,
		high,
		isLowClosed: closed.low ?? low !== null,
		isHighClosed: closed.high ?? high !== null
	};
}

export function oneOf(column: string, ...values: (string | number | boolean)[]): SetCondition {
	return { kind: 'set', column, values };
}

/** Rows that meet each combination of a region's conditions; keys are indices joined by commas. */
export type Counts = Readonly<Record<string, number>>;

interface Table {
	readonly human: number;
	readonly synthetic: number;
}

export const TABLE: Table = { human: 10_000, synthetic: 5000 };

/** A region as measured, with a ladder of the human counts given. */
export function measured(
	conditions: readonly Condition[],
	human: number,
	synthetic: number,
	ladder: Counts = {},
	table: Table = TABLE
): MeasuredRegion {
	const region = { conditions };
	const side = (count: number, of: number) => ({ count, weight: count, share: count / of });
	const ratio = {
		estimate: synthetic / table.synthetic / (human / table.human),
		low: 0,
		high: 1,
		level: 0.95
	};
	const rungs = { ...ladder, [conditions.map((_, i) => i).join()]: human };
	return {
		id: regionId(region),
		region,
		words: conditions.map(conditionWords).join(' and '),
		sql: regionSql(region),
		human: side(human, table.human),
		synthetic: side(synthetic, table.synthetic),
		ratio,
		kind: 'absent',
		ladder: Object.entries(rungs).map(([key, count]): Rung => ({
			conditions: key.split(',').map(Number),
			human: side(count, table.human),
			synthetic: side(synthetic, table.synthetic),
			ratio
		}))
	};
}

export function column(
	name: string,
	family: ValueFamily,
	use: ColumnUse,
	some: { readonly min?: number; readonly max?: number; readonly sqlType?: string } = {}
): ColumnProfile {
	const sqlType = some.sqlType ?? (family === 'number' ? 'BIGINT' : 'VARCHAR');
	const declared = { name, sqlType, family };
	const side = {
		rows: TABLE.human,
		missing: 0,
		distinct: 5,
		min: some.min ?? null,
		max: some.max ?? null
	};
	return {
		pair: { name, human: declared, synthetic: declared },
		type: use,
		use,
		isUseChosen: false,
		reason: 'fixture',
		warnings: [],
		sides: { human: side, synthetic: { ...side, rows: TABLE.synthetic } }
	};
}

/** Facts of a small table about people, with a text, an outcome and an identifier. */
export const FACTS: BriefFacts = {
	sources: {
		human: { name: 'people.parquet', rows: TABLE.human, fingerprint: null },
		synthetic: { name: 'made.parquet', rows: TABLE.synthetic, fingerprint: null }
	},
	columns: [
		column('age', 'number', 'measure', { min: 17, max: 90 }),
		column('marital-status', 'text', 'category'),
		column('race', 'text', 'category'),
		column('relationship', 'text', 'category'),
		column('hours-per-week', 'number', 'measure', { min: 1, max: 99 }),
		column('message', 'text', 'text'),
		column('sentiment', 'number', 'measure', { min: -1, max: 1, sqlType: 'DOUBLE' }),
		column('person_id', 'number', 'id')
	],
	values: {
		'marital-status': ['Divorced', 'Married', 'Married-spouse-absent', 'Never-married', 'Widowed'],
		race: ['Amer-Indian-Eskimo', 'Asian-Pac-Islander', 'Black', 'Other', 'White'],
		relationship: ['Husband', 'Not-in-family', 'Other-relative', 'Own-child', 'Unmarried', 'Wife']
	},
	counts: {},
	steps: {},
	keys: {},
	verdicts: {}
};
