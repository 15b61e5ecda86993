import { quoteIdentifier } from '$lib/sql/identifier';
import type { TableColumn } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { guessRole } from './guess-role';
import { plainName } from './name-likeness';

/** A column of few values, by which one file may hold both tables. */
export interface SourceColumn {
	readonly column: string;
	/** Its values as text, the most frequent first. */
	readonly values: readonly { readonly value: string; readonly rows: number }[];
	/** The value that people's rows seem to have, and those of generators; nothing where none suggests itself. */
	readonly human: string | null;
	readonly synthetic: readonly string[];
}

const NAME =
	/^(data)?(source|origin|provenance|kind|type|set|split|subset|generator|author|model|label|producer)$|^(is|was)?(synthetic|real|fake|human|generated|artificial)$/;
/** A yes under such a name means a generator. */
const SAYS_SYNTHETIC = /synthetic|fake|generated|artificial/;
const SAYS_HUMAN = /real|human/;
const YES = /^(true|1|1\.0|yes|y|t)$/i;
const NO = /^(false|0|0\.0|no|n|f)$/i;
const MAX_VALUES = 12;
/** Reading columns by name costs little; all others are looked through only in tables of so many cells. */
const MAX_CELLS = 5_000_000;
const MAX_COLUMNS = 24;

/**
 * Finds the columns by which an opened table could hold both kinds of rows, the likeliest first: those whose values
 * name both, then those whose name alone suggests it.
 */
export async function findSourceColumns(
	table: string,
	columns: readonly TableColumn[],
	rowCount: number,
	{ engine, signal }: RunContext
): Promise<readonly SourceColumn[]> {
	const coded = columns.filter(({ family }) => ['text', 'boolean', 'number'].includes(family));
	const named = coded.filter(({ name }) => NAME.test(plainName(name)));
	const texts = coded.filter((one) => one.family === 'text' && !named.includes(one));
	const others = texts.length * rowCount <= MAX_CELLS ? texts : [];
	const candidates = [...named, ...others].slice(0, MAX_COLUMNS);
	const found: SourceColumn[] = [];
	for (const { name } of candidates) {
		await engine.load(table, [name], { signal });
		const values = readValues(await engine.query(valuesSql(table, name), { signal }));
		if (values.length < 2 || values.length > MAX_VALUES) continue;
		const column = { column: name, values, ...rolesOf(name, values) };
		if (isLikely(column) || named.some((one) => one.name === name)) found.push(column);
	}
	return found.toSorted((a, b) => Number(isLikely(b)) - Number(isLikely(a)));
}

/** Whether a column's values name rows of both kinds. */
export function isLikely({ human, synthetic }: SourceColumn): boolean {
	return human !== null && synthetic.length > 0;
}

function valuesSql(table: string, column: string): string {
	const value = `CAST(${quoteIdentifier(column)} AS VARCHAR)`;
	return `SELECT ${value} AS value, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)}
		WHERE ${quoteIdentifier(column)} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ${MAX_VALUES + 1}`;
}

function readValues({ columns: [values, counts] }: QueryResult): SourceColumn['values'] {
	const texts = values?.kind === 'text' ? values.values : [];
	return texts.map((value, i) => ({
		value: String(value),
		rows: Number(counts?.values[i])
	}));
}

function rolesOf(
	name: string,
	values: SourceColumn['values']
): Pick<SourceColumn, 'human' | 'synthetic'> {
	const plain = plainName(name);
	const texts = values.map(({ value }) => value);
	if (
		texts.length === 2 &&
		texts.some((text) => YES.test(text)) &&
		texts.some((text) => NO.test(text))
	) {
		const [yes, no] = [texts.find((text) => YES.test(text))!, texts.find((text) => NO.test(text))!];
		if (SAYS_SYNTHETIC.test(plain)) return { human: no, synthetic: [yes] };
		if (SAYS_HUMAN.test(plain)) return { human: yes, synthetic: [no] };
	}
	const human = texts.filter((text) => guessRole(text) === 'human');
	const synthetic = texts.filter((text) => guessRole(text) === 'synthetic');
	return { human: human.length === 1 ? human[0]! : null, synthetic };
}
