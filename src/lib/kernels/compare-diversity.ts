import type { Job } from '$lib/terms/compute';
import { ROLES, type Role } from '$lib/terms/dataset';
import { chooseSets } from './column-sets';
import { countCells } from './compare-accuracy';
import { binAxis, type Axis, type Binned } from './compare-axes';
import { streamSeed } from './random';
import { sampleRows } from './sample-rows';

/** Columns over which rows are told apart. */
export interface DiversityInput {
	readonly axes: readonly Axis[];
	readonly seed: number;
}

/** How varied both tables are on `rows` rows each: distinct rows, and mean entropies of columns and of pairs in bits. */
export interface DiversityOutput {
	readonly rows: number;
	readonly distinct: Readonly<Record<Role, number>>;
	readonly columnEntropy: Readonly<Record<Role, number>>;
	readonly pairEntropy: Readonly<Record<Role, number>>;
}

const BINS = 10;
const MOST_PAIRS = 2000;

/** Shannon entropy of counts, in bits. */
export function entropyOf(counts: ArrayLike<number>): number {
	let total = 0;
	for (let cell = 0; cell < counts.length; cell++) total += counts[cell]!;
	let bits = 0;
	for (let cell = 0; cell < counts.length; cell++) {
		const share = counts[cell]! / total;
		if (share > 0) bits -= share * Math.log2(share);
	}
	return bits;
}

/** Distinct rows of codes among the chosen rows; null for all. */
function countDistinct(columns: readonly Binned[], role: Role, chosen: Uint32Array | null): number {
	const rows = chosen ?? Uint32Array.from(columns[0]!.codes[role], (_, row) => row);
	const seen = new Set<string>();
	for (const row of rows) {
		let key = '';
		for (const { codes } of columns) key += String.fromCharCode(33 + codes[role][row]!);
		seen.add(key);
	}
	return seen.size;
}

function* run({ axes, seed }: DiversityInput): Generator<number, DiversityOutput, void> {
	const columns: Binned[] = [];
	for (const axis of axes) {
		columns.push(binAxis(axis, BINS));
		yield (0.3 * columns.length) / axes.length;
	}
	const lengths = {
		human: columns[0]!.codes.human.length,
		synthetic: columns[0]!.codes.synthetic.length
	};
	const rows = Math.min(lengths.human, lengths.synthetic);
	const pairs = chooseSets(axes.length, 2, MOST_PAIRS, seed);
	const distinct = { human: 0, synthetic: 0 };
	const columnEntropy = { human: 0, synthetic: 0 };
	const pairEntropy = { human: 0, synthetic: 0 };
	for (const role of ROLES) {
		const chosen = sampleRows(lengths[role], rows, streamSeed(seed, role));
		distinct[role] = countDistinct(columns, role, chosen);
		for (const column of columns) {
			const counts = new Uint32Array(column.size);
			countCells([column], role, counts);
			columnEntropy[role] += entropyOf(counts) / columns.length;
		}
		for (let at = 0; at < pairs.length; at += 2) {
			const pair = [columns[pairs[at]!]!, columns[pairs[at + 1]!]!];
			const counts = new Uint32Array(pair[0]!.size * pair[1]!.size);
			countCells(pair, role, counts);
			pairEntropy[role] += entropyOf(counts) / (pairs.length / 2);
			if (at % 16 === 0) yield 0.3 + 0.7 * ((ROLES.indexOf(role) + at / pairs.length) / 2);
		}
	}
	return { rows, distinct, columnEntropy, pairEntropy };
}

/** Holds the variety of both tables against each other: distinct binned rows on equally many, and entropies. */
export const compareDiversity: Job<DiversityInput, DiversityOutput> = {
	name: 'compare-diversity',
	run
};
