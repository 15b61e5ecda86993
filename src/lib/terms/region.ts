import type { ColumnRef } from './column';

/** A value as conditions hold it; dates are ISO text (`2018-07-16`, `2018-07-16 12:00:00`). */
export type Scalar = string | number | boolean;

/** An interval of a number or date column; a null bound is open-ended. At least one bound is set. */
export interface RangeCondition extends ColumnRef {
	readonly kind: 'range';
	readonly of: 'number' | 'date';
	readonly low: number | string | null;
	readonly high: number | string | null;
	/** Whether the bound itself belongs to the interval. */
	readonly isLowClosed: boolean;
	readonly isHighClosed: boolean;
}

/** One of some categories. */
export interface SetCondition extends ColumnRef {
	readonly kind: 'set';
	readonly values: readonly Scalar[];
}

/** The value is missing: null, or NaN in a floating-point column. */
export interface MissingCondition extends ColumnRef {
	readonly kind: 'missing';
}

export type Condition = RangeCondition | SetCondition | MissingCondition;

/** Rows that meet all conditions, at most one a column (or text measure) and at most four in all. */
export interface Region {
	readonly conditions: readonly Condition[];
}

export const MAX_CONDITIONS = 4;
