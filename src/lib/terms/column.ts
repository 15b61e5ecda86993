import type { ColumnPair, Role } from './dataset';
import { ownValue } from './own-value';

/**
 * How a column takes part in the analysis. `measure`, `date` and `category` are searched as they are, `text`
 * through its derived measures; `id`, `constant` and `unsupported` stay out, and the profile says why;
 * `weight` counts its row that many times.
 */
export const COLUMN_USES = [
	'measure',
	'date',
	'category',
	'text',
	'id',
	'constant',
	'unsupported',
	'ignored',
	'weight'
] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** Whether columns of a use are neither searched nor compared. */
export function isLeftOut(use: ColumnUse): boolean {
	return use === 'id' || use === 'constant' || use === 'unsupported' || use === 'ignored';
}

/**
 * What the values of a column are, as they suggest or as the person says. It decides the use: an `ordinal` code is
 * searched by ranges as a measure is, a `boolean` or a `label` (what a model is to predict) as a category; an
 * `embedding` holds vectors and stays out.
 */
export const COLUMN_TYPES = [...COLUMN_USES, 'ordinal', 'boolean', 'label', 'embedding'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

const USES: Readonly<Partial<Record<ColumnType, ColumnUse>>> = {
	ordinal: 'measure',
	boolean: 'category',
	label: 'category',
	embedding: 'unsupported'
};

/** How columns of a type take part. */
export function useOfType(type: ColumnType): ColumnUse {
	return USES[type] ?? (type as ColumnUse);
}

/** Language-free measures of a text value, each a number per row. */
export const TEXT_MEASURES = [
	'characters',
	'words',
	'digit-share',
	'punctuation-share',
	'upper-case-share',
	'question-marks',
	'exclamation-marks'
] as const;
export type TextMeasure = (typeof TEXT_MEASURES)[number];

/** A column, or one derived measure of a text column. `column` is the pair's name. */
export interface ColumnRef {
	readonly column: string;
	readonly measure?: TextMeasure;
}

/** A key of a column or text measure, by which plans and maps name it. */
export function columnKey({ column, measure }: ColumnRef): string {
	return measure === undefined ? column : `${column} · ${measure}`;
}

/** A longer name is cut in its middle, to this many characters. */
const MOST_CHARACTERS = 80;
const LAST_CHARACTERS = 20;

/** A name from a file so that it can be seen and read: one of white space is quoted, an endless one is cut. */
export function visibleName(name: string): string {
	if (name.trim() === '') return `“${name}”`;
	const characters = [...name];
	if (characters.length <= MOST_CHARACTERS) return name;
	const first = characters.slice(0, MOST_CHARACTERS - LAST_CHARACTERS - 1);
	return `${first.join('')}…${characters.slice(-LAST_CHARACTERS).join('')}`;
}

/** A column or text measure as people read it, by the name that a person gave it where there is one. */
export function shownName(
	{ column, measure }: ColumnRef,
	names: Readonly<Record<string, string>> = {}
): string {
	const name = ownValue(names, column) ?? visibleName(column);
	return measure === undefined ? name : `${name}, ${measure.replaceAll('-', ' ')}`;
}

/** Facts about one side of a pair. Counts are rows. */
export interface SideProfile {
	readonly rows: number;
	/** Null, and NaN in floating-point columns. */
	readonly missing: number;
	/** Distinct values that are not missing. */
	readonly distinct: number;
	/**
	 * Rows with a value among which `distinct` was counted, where these are only the first of a large table: then
	 * there may be more distinct values. Absent where all rows were.
	 */
	readonly distinctAmong?: number;
	/** Finite extremes: numbers, or ISO text for dates; null where there is no such value. */
	readonly min: number | string | null;
	readonly max: number | string | null;
}

/** What is known of a pair of columns and what it is used for. */
export interface ColumnProfile {
	readonly pair: ColumnPair;
	readonly type: ColumnType;
	/** Follows from the type. */
	readonly use: ColumnUse;
	/** Whether the person chose the type, or the values did. */
	readonly isUseChosen: boolean;
	/** One sentence on why the column has this type. */
	readonly reason: string;
	/** Things worth knowing that are not fatal: "all values missing in synthetic". */
	readonly warnings: readonly string[];
	readonly sides: Readonly<Record<Role, SideProfile>>;
}
