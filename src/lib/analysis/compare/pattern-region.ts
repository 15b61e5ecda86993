import { isoDate } from '$lib/analysis/encode/value-sql';
import { MAX_CONDITIONS, type Condition, type Region } from '$lib/terms/region';
import type { ReadAxis } from './read-axes';

/** A column as patterns cut it. */
export interface PatternAxis {
	readonly read: ReadAxis;
	readonly size: number;
	/** Where the bins of a number end; empty for categories. */
	readonly cuts: readonly number[];
}

/**
 * A pattern as a region: the rows that stand in its bins and have its values. Null where it takes more conditions
 * than a region has, or holds a bin of unlike values that no condition can say.
 * @param codes one a column, −1 for any.
 */
export function patternRegion(
	axes: readonly PatternAxis[],
	codes: readonly number[]
): Region | null {
	const conditions = codes.flatMap((code, d) => (code < 0 ? [] : [conditionOf(axes[d]!, code)]));
	if (conditions.length === 0 || conditions.length > MAX_CONDITIONS) return null;
	return conditions.every((condition) => condition !== null) ? { conditions } : null;
}

function conditionOf({ read, size, cuts }: PatternAxis, code: number): Condition | null {
	const { ref, axis, values, profile } = read;
	if (code === 0) return { kind: 'missing', ...ref };
	if (axis.kind === 'category') {
		const value = code === size - 1 ? undefined : values[code - 1];
		return value === undefined ? null : { kind: 'set', ...ref, values: [value] };
	}
	const [from, to] = cuts.length === 1 ? [cuts[0], cuts[0]] : [cuts[code - 1], cuts[code]];
	if (from === undefined || to === undefined || code === size - 1) return null;
	if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
	const isDate = profile.use === 'date';
	const bound = (at: number) => (isDate ? isoDate(at) : at);
	return {
		kind: 'range',
		of: isDate ? 'date' : 'number',
		...ref,
		low: bound(from),
		high: bound(to),
		isLowClosed: code === 1,
		isHighClosed: true
	};
}
