import { quoteIdentifier } from '$lib/sql/identifier';
import type { OpenedTable, TextVector } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { RunContext } from '$lib/terms/run';

/** A value or band with its share of the population; `value` is null for missing values. */
export interface MarginLine {
	readonly value: string;
	readonly share: number;
}

/** What a file says of each column, by the column's name as the file writes it. */
export type Margins = ReadonlyMap<string, readonly MarginLine[]>;

interface MarginColumns {
	readonly column: string;
	readonly value: string;
	readonly share: string;
	readonly isCount: boolean;
	readonly isPercent: boolean;
}

const COLUMN = ['column', 'variable', 'field', 'attribute'];
const VALUE = ['value', 'category', 'band', 'level', 'group'];
const SHARE = ['share', 'proportion', 'fraction'];
const PERCENT = ['percent', 'percentage', 'per cent', '%'];
const COUNT = ['count', 'n', 'population', 'people', 'total'];
/** What rounding may add to shares that make up a whole. */
const ROUNDING = 0.02;

/** The columns of a file of margins, or null where the file is none: a column, a value and a share or count. */
export function findMarginColumns({ columns }: OpenedTable): MarginColumns | null {
	const find = (names: readonly string[]) =>
		columns.find(({ name }) => names.includes(name.trim().toLowerCase()))?.name;
	const [column, value] = [find(COLUMN), find(VALUE)];
	const [share, percent, count] = [find(SHARE), find(PERCENT), find(COUNT)];
	const amount = share ?? percent ?? count;
	if (column === undefined || value === undefined || amount === undefined) return null;
	const isPercent = share === undefined && percent !== undefined;
	return { column, value, share: amount, isCount: share === undefined && !isPercent, isPercent };
}

/**
 * Reads a file of margins that is open as `table`. Shares sum to 1 or 100, or to less where only some values are
 * given; counts are turned into shares.
 * @throws {@link LacunaError} `columns-unusable` naming file, column and value where a share is none or they sum to
 * too much.
 */
export async function readMargins(
	table: string,
	fileName: string,
	names: MarginColumns,
	ctx: RunContext
): Promise<Margins> {
	const wanted = [names.column, names.value, names.share];
	await ctx.engine.load(table, wanted, { signal: ctx.signal });
	const selected = wanted.map((name, i) => `${quoteIdentifier(name)}::VARCHAR AS c${i}`);
	const { columns, rowCount } = await ctx.engine.query(
		`SELECT ${selected.join(', ')} FROM ${quoteIdentifier(table)}`,
		{ signal: ctx.signal }
	);
	const [column, value, share] = columns.map(({ values }) => values as TextVector['values']);
	const margins = new Map<string, MarginLine[]>();
	for (let row = 0; row < rowCount; row++) {
		const name = column![row]?.trim() ?? '';
		if (name === '') continue;
		const label = value![row]?.trim() ?? '';
		const lines = margins.get(name) ?? [];
		if (lines.some((line) => line.value === label))
			throw unusable(fileName, `names “${label}” of ${name} twice`);
		lines.push({ value: label, share: readShare(share![row] ?? '', name, label, fileName) });
		margins.set(name, lines);
	}
	return new Map(
		[...margins].map(([name, lines]) => [name, toShares(lines, name, names, fileName)])
	);
}

function readShare(text: string, column: string, value: string, fileName: string): number {
	const number = Number(text.replace(/\s*%$/, ''));
	if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
	throw unusable(
		fileName,
		`has no share for “${value}” of ${column} that is a number of 0 or more`
	);
}

function toShares(
	lines: readonly MarginLine[],
	column: string,
	{ isCount, isPercent }: MarginColumns,
	fileName: string
): MarginLine[] {
	const sum = lines.reduce((total, { share }) => total + share, 0);
	const whole = isCount ? sum : isPercent || sum > 1 + ROUNDING ? 100 : 1;
	if (sum === 0) throw unusable(fileName, `gives ${column} shares that are all 0`);
	if (sum > whole * (1 + ROUNDING))
		throw unusable(fileName, `gives ${column} shares that sum to ${Number(sum.toPrecision(6))}`);
	// Rounded shares of all values are scaled to 1; where some values are left out, the rest is what they leave.
	const scale = sum >= whole * (1 - ROUNDING) ? sum : whole;
	return lines.map(({ value, share }) => ({ value, share: share / scale }));
}

function unusable(fileName: string, fault: string): LacunaError {
	return new LacunaError('columns-unusable', `${fileName} ${fault}.`, {
		hint: 'Give one line a value: column, value, share. The shares of a column sum to 1, or to 100 per cent.'
	});
}
