import type { CaseAxes } from './case-axes';
import type { CaseTables } from './case-distances';
import { valueAtSteps } from './scores';

/** Human rows read evenly over their table, column by column: dependencies worth a doubt show in some of the rows. */
export interface HumanSample {
	readonly count: number;
	/** Whether the sample holds the row of that number in the file. */
	holds(row: number): boolean;
	/** A number axis in scales from its centre; NaN where missing. */
	numbers(axis: number): Float64Array;
	/** A code axis. */
	codes(axis: number): Uint16Array;
}

/** Reads at most so many rows; an axis when it is first asked for. */
export function sampleHuman(
	axes: CaseAxes,
	{ rows: { human } }: CaseTables,
	mostRows: number
): HumanSample {
	const stride = Math.max(1, Math.ceil(human.count / mostRows));
	const count = Math.ceil(human.count / stride);
	const width = axes.numbers.length;
	const codeWidth = axes.codes.length;
	const codes = remembered((axis) =>
		Uint16Array.from({ length: count }, (_, i) => human.codes[i * stride * codeWidth + axis]!)
	);
	const numbers = remembered((axis) => {
		const number = axes.numbers[axis]!;
		const missing = axes.codes.findIndex(
			({ kind, column }) => kind === 'missing' && column === number.column
		);
		const isMissing = missing < 0 ? null : codes(missing);
		return Float64Array.from({ length: count }, (_, i) => {
			if (isMissing?.[i] === 1) return NaN;
			const value = valueAtSteps(number, human.numbers[i * stride * width + axis]!);
			return (value - number.centre) / number.scale;
		});
	});
	return { count, holds: (row) => row % stride === 0, numbers, codes };
}

function remembered<T>(make: (axis: number) => T): (axis: number) => T {
	const made = new Map<number, T>();
	return (axis) => {
		const known = made.get(axis) ?? make(axis);
		made.set(axis, known);
		return known;
	};
}
