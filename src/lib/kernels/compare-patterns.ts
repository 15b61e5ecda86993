import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';

/** Binned columns over which patterns are sought. */
export interface PatternsInput {
	/** One code a row below the column's size, for each column. */
	readonly columns: readonly {
		readonly size: number;
		readonly codes: Readonly<Record<Role, Uint8Array>>;
	}[];
	/** Human rows that a pattern needs, and synthetic rows below which it counts as uncovered. */
	readonly humanThreshold: number;
	readonly syntheticThreshold: number;
	/** Columns that a combination to collect may fix, unless one pattern alone fixes more. */
	readonly mostFixed: number;
}

/** A pattern: a code a column, −1 for any. */
export interface FoundPattern {
	readonly codes: readonly number[];
	readonly human: number;
	readonly synthetic: number;
}

/** The patterns that synthetic rows do not cover, and what would cover them. */
export interface PatternsOutput {
	/** Patterns there are, wildcards included. */
	readonly count: number;
	/** Maximal uncovered patterns, most human rows first. */
	readonly patterns: readonly FoundPattern[];
	/** Combinations that people have and that together meet all patterns, each with how many it is the first to meet. */
	readonly toCollect: readonly CollectedPattern[];
}

interface CollectedPattern extends FoundPattern {
	readonly meets: number;
}

/** Human rows below which a merged combination is too rare to be asked for. */
const LEAST_HUMAN = 5;

/** Counts of every pattern of a table: a cube with one place more a column, the last for "any". */
export function countPatterns(columns: PatternsInput['columns'], role: Role): Uint32Array {
	const sizes = columns.map(({ size }) => size + 1);
	const cube = new Uint32Array(sizes.reduce((product, size) => product * size, 1));
	const strides = stridesOf(sizes);
	const rows = columns[0]!.codes[role].length;
	for (let row = 0; row < rows; row++) {
		let at = 0;
		columns.forEach(({ codes }, d) => (at += codes[role][row]! * strides[d]!));
		cube[at]!++;
	}
	sizes.forEach((size, d) => {
		const stride = strides[d]!;
		for (let at = 0; at < cube.length; at++) {
			const place = Math.floor(at / stride) % size;
			if (place < size - 1) cube[at + (size - 1 - place) * stride]! += cube[at]!;
		}
	});
	return cube;
}

function stridesOf(sizes: readonly number[]): number[] {
	const strides = sizes.map(() => 1);
	for (let d = sizes.length - 2; d >= 0; d--) strides[d] = strides[d + 1]! * sizes[d + 1]!;
	return strides;
}

function* run(input: PatternsInput): Generator<number, PatternsOutput, void> {
	const { columns, humanThreshold, syntheticThreshold } = input;
	const sizes = columns.map(({ size }) => size + 1);
	const strides = stridesOf(sizes);
	const human = countPatterns(columns, 'human');
	yield 0.3;
	const synthetic = countPatterns(columns, 'synthetic');
	yield 0.6;
	const patterns: FoundPattern[] = [];
	for (let at = 0; at < synthetic.length; at++) {
		if (synthetic[at]! >= syntheticThreshold || human[at]! < humanThreshold) continue;
		const codes = sizes.map((size, d) => Math.floor(at / strides[d]!) % size);
		const isMaximal = codes.every((code, d) => {
			const any = sizes[d]! - 1;
			return code === any || synthetic[at + (any - code) * strides[d]!]! >= syntheticThreshold;
		});
		if (!isMaximal) continue;
		patterns.push({
			codes: codes.map((code, d) => (code === sizes[d]! - 1 ? -1 : code)),
			human: human[at]!,
			synthetic: synthetic[at]!
		});
	}
	yield 0.8;
	patterns.sort((a, b) => b.human - a.human || compareCodes(a.codes, b.codes));
	const countsOf = (codes: readonly number[]) => {
		const at = codes.reduce(
			(sum, code, d) => sum + (code < 0 ? sizes[d]! - 1 : code) * strides[d]!,
			0
		);
		return { human: human[at]!, synthetic: synthetic[at]! };
	};
	return {
		count: synthetic.length,
		patterns,
		toCollect: hitAll(patterns, input.mostFixed, countsOf)
	};
}

function compareCodes(a: readonly number[], b: readonly number[]): number {
	const d = a.findIndex((code, i) => code !== b[i]);
	return d < 0 ? 0 : a[d]! - b[d]!;
}

/**
 * Combinations that together meet every pattern, found greedily: from each pattern left, others that agree with it
 * are merged in, most human rows first, as long as enough people have the whole and it fixes few enough columns; the merge
 * that meets most is taken.
 */
function hitAll(
	patterns: readonly FoundPattern[],
	mostFixed: number,
	countsOf: (codes: readonly number[]) => { readonly human: number; readonly synthetic: number }
): PatternsOutput['toCollect'] {
	let left = [...patterns];
	const chosen: CollectedPattern[] = [];
	while (left.length > 0) {
		let best: CollectedPattern | null = null;
		for (const start of left) {
			const merged = mergeInto(start, left, mostFixed, countsOf);
			if (best === null || merged.meets > best.meets) best = merged;
		}
		const { codes: taken } = best!;
		chosen.push(best!);
		left = left.filter(({ codes }) => !codes.every((code, d) => code < 0 || code === taken[d]));
	}
	return chosen;
}

function mergeInto(
	start: FoundPattern,
	others: readonly FoundPattern[],
	mostFixed: number,
	countsOf: (codes: readonly number[]) => { readonly human: number; readonly synthetic: number }
): CollectedPattern {
	let codes = start.codes;
	let meets = 0;
	for (const other of others) {
		const agrees = other.codes.every((code, d) => code < 0 || codes[d]! < 0 || code === codes[d]);
		if (!agrees) continue;
		const merged = codes.map((code, d) => (code < 0 ? other.codes[d]! : code));
		const adds = merged.some((code, d) => code !== codes[d]);
		const isTooNarrow = merged.filter((code) => code >= 0).length > mostFixed;
		if (adds && (isTooNarrow || countsOf(merged).human < LEAST_HUMAN)) continue;
		codes = merged;
		meets++;
	}
	return { codes, meets, ...countsOf(codes) };
}

/** Finds the maximal uncovered patterns (Asudeh, Jin and Jagadish 2019) that humans do have. */
export const comparePatterns: Job<PatternsInput, PatternsOutput> = {
	name: 'compare-patterns',
	run
};
