import type { CodeCondition, CodeRegion } from '$lib/kernels/search/table';
import { MISSING_CODE, type EncodedColumn, type OrderedColumn } from '$lib/terms/encoded';
import type { Condition, RangeCondition, Region, Scalar } from '$lib/terms/region';
import { roundHigh, roundHighDate, roundLow, roundLowDate } from './round-bounds';

function refOf({ column, measure }: EncodedColumn) {
	return measure === undefined ? { column } : { column, measure };
}

type Low = Pick<RangeCondition, 'low' | 'isLowClosed'>;
type High = Pick<RangeCondition, 'high' | 'isHighClosed'>;

/** Any bound between the two infinities, where a column holds nothing else there. */
function middleOf(of: OrderedColumn['of']): number | string {
	return of === 'date' ? '2000-01-01' : 0;
}

function lowOf({ of, levels }: OrderedColumn, from: number): Low {
	const at = levels[from - 1]!.low;
	const below = levels[from - 2]?.high;
	if (below === undefined) return { low: null, isLowClosed: false };
	// Infinity cannot be written in a condition: what lies above the last finite value can.
	if (at === Infinity && below === -Infinity) return { low: middleOf(of), isLowClosed: true };
	if (at === Infinity) return { low: below, isLowClosed: false };
	const low =
		of === 'date' ? roundLowDate(String(below), String(at)) : roundLow(Number(below), Number(at));
	return { low, isLowClosed: true };
}

function highOf({ of, levels }: OrderedColumn, to: number): High {
	const at = levels[to - 1]!.high;
	const above = levels[to]?.low;
	if (above === undefined) return { high: null, isHighClosed: false };
	if (at === -Infinity && above === Infinity) return { high: middleOf(of), isHighClosed: false };
	if (at === -Infinity) return { high: above, isHighClosed: false };
	if (of === 'number') return { high: roundHigh(Number(at), Number(above)), isHighClosed: true };
	const [last, next] = [String(at), String(above)];
	if (!last.includes(' ')) return { high: roundHighDate(last, next), isHighClosed: true };
	return { high: roundLowDate(last, next), isHighClosed: false };
}

function rangeOf(column: OrderedColumn, { from, to }: CodeCondition): RangeCondition {
	const { low, high } = { low: column.levels[from - 1]!.low, high: column.levels[to - 1]!.high };
	const base = { kind: 'range', of: column.of, ...refOf(column) } as const;
	if (low === high && Number.isFinite(typeof low === 'number' ? low : 0))
		return { ...base, low, high, isLowClosed: true, isHighClosed: true };
	return { ...base, ...lowOf(column, from), ...highOf(column, to) };
}

/** A region of codes as conditions on values, its bounds as round as the data between them leave room for. */
export function regionOfCodes(codes: CodeRegion, columns: readonly EncodedColumn[]): Region {
	const conditions = codes.map((condition): Condition => {
		const column = columns[condition.column]!;
		if (condition.from === MISSING_CODE) return { kind: 'missing', ...refOf(column) };
		if (column.kind === 'ordered') return rangeOf(column, condition);
		const values = condition.codes!.map((code) => column.levels[code - 1] as Scalar);
		return { kind: 'set', ...refOf(column), values };
	});
	return { conditions };
}
