import type { CaseDoubt } from '$lib/terms/case';
import type { CaseAxes, CategoryAxis } from './case-axes';
import type { CaseTables } from './case-distances';
import type { ExplainedCase } from './explain-cases';

/** Rows read, evenly over the table: dependencies worth a doubt show in so many. */
const READ_ROWS = 100_000;
/** The two values would have to meet so often by chance, */
const LEAST_EXPECTED = 20;
/** and meet at most this share of it. */
const MOST_MET = 0.02;

/**
 * Pairs of a case's categories that all but exclude each other in human data: met by at most a fiftieth of the rows that
 * chance would bring together. One of the two must carry the case's distance.
 */
export function dependencyDoubts(
	cases: readonly ExplainedCase[],
	axes: CaseAxes,
	{ rows: { human } }: CaseTables
): CaseDoubt[][] {
	const doubts: CaseDoubt[][] = cases.map(() => []);
	const stride = Math.max(1, Math.ceil(human.count / READ_ROWS));
	const width = axes.codes.length;
	axes.codes.forEach((first, a) => {
		axes.codes.forEach((second, b) => {
			if (b <= a || first.kind !== 'category' || second.kind !== 'category') return;
			const asked = cases.flatMap((each, i) =>
				each.columns.some(({ column }) => column === first.column || column === second.column)
					? [i]
					: []
			);
			if (asked.length === 0) return;
			const table = crossCount(human.codes, human.count, stride, width, a, b, [first, second]);
			for (const i of asked) {
				const at = cases[i]!.row * width;
				const [x, y] = [human.codes[at + a]!, human.codes[at + b]!];
				const words = exclusionWords(table, [first, second], x, y);
				if (words !== null)
					doubts[i]!.push({ kind: 'dependency', columns: [first.column, second.column], words });
			}
		});
	});
	return doubts;
}

interface CrossCount {
	readonly rows: number;
	readonly both: Uint32Array;
	readonly first: Uint32Array;
	readonly second: Uint32Array;
}

function crossCount(
	codes: Uint16Array,
	count: number,
	stride: number,
	width: number,
	a: number,
	b: number,
	[one, two]: readonly [CategoryAxis, CategoryAxis]
): CrossCount {
	const [ones, twos] = [one.levels.length + 2, two.levels.length + 2];
	const first = new Uint32Array(ones);
	const second = new Uint32Array(twos);
	const both = new Uint32Array(ones * twos);
	let rows = 0;
	for (let row = 0; row < count; row += stride, rows++) {
		const x = codes[row * width + a]!;
		const y = codes[row * width + b]!;
		first[x]!++;
		second[y]!++;
		both[x * twos + y]!++;
	}
	return { rows, both, first, second };
}

function exclusionWords(
	{ rows, both, first, second }: CrossCount,
	[one, two]: readonly [CategoryAxis, CategoryAxis],
	x: number,
	y: number
): string | null {
	const expected = (first[x]! * second[y]!) / rows;
	const met = both[x * second.length + y]!;
	const [left, right] = [one.levels[x - 1], two.levels[y - 1]];
	if (left === undefined || right === undefined) return null;
	if (expected < LEAST_EXPECTED || met > MOST_MET * expected) return null;
	return `${one.column} ${left} and ${two.column} ${right} all but exclude each other: ${met} human rows in ${rows}, where chance alone would bring ${Math.round(expected)}.`;
}
