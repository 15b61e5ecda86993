import type { Role } from '$lib/terms/dataset';
import type { Axis } from './compare-axes';

/** Rows as points: standardised numbers, and codes whose mismatch costs as much as two numbers apart by chance. */
export interface Embedding {
	readonly count: number;
	/** Row-major, `numberCount` a row. */
	readonly numbers: Float64Array;
	readonly numberCount: number;
	/** Row-major, `codeCount` a row. */
	readonly codes: Uint16Array;
	readonly codeCount: number;
	/** Squared length of each category's unit vector, by code column. */
	readonly costs: Float64Array;
	/** Tells this set of rows from others, to break ties between them. */
	readonly salt: number;
	/** The mean point: means of numbers and shares of categories. */
	centre(): Centre;
	/** Squared distance of row i to a mean point. */
	distanceTo(centre: Centre, i: number): number;
}

interface Centre {
	readonly means: Float64Array;
	readonly shares: readonly ReadonlyMap<number, number>[];
}

const CLIP = 8;
/** Ties between distances are broken at random, by no more than this. */
const TIE = 1e-7;
const LEAST_SPREAD = 1 / 8;

/**
 * Prepares to embed rows of either table. Each column has a variance of about one among humans: numbers are
 * standardised and clipped to ±8; a category is a corner of a simplex whose squared length is 1 / (1 − Σp²), at most 8.
 * A missing number lies at the mean and is a category of its own.
 */
export function embedRows(
	axes: readonly Axis[]
): (role: Role, rows: readonly number[], salt: number) => Embedding {
	const numbers = axes.flatMap((axis) => (axis.kind === 'number' ? [standardise(axis)] : []));
	const codes = axes.flatMap((axis): CodeColumn[] => {
		if (axis.kind === 'category')
			return [withCost((role, row) => axis.codes[role][row]!, axis.codes.human.length)];
		const hasMissing =
			axis.values.human.some(Number.isNaN) || axis.values.synthetic.some(Number.isNaN);
		const codeOf = (role: Role, row: number) => (Number.isNaN(axis.values[role][row]!) ? 1 : 0);
		return hasMissing ? [withCost(codeOf, axis.values.human.length)] : [];
	});
	return (role, rows, salt) => {
		const points = new Float64Array(rows.length * numbers.length);
		const values = new Uint16Array(rows.length * codes.length);
		rows.forEach((row, i) => {
			numbers.forEach((valueOf, at) => (points[i * numbers.length + at] = valueOf(role, row)));
			codes.forEach(({ codeOf }, at) => (values[i * codes.length + at] = codeOf(role, row)));
		});
		return pointsOf(rows.length, points, values, codes, numbers.length, salt);
	};
}

interface CodeColumn {
	readonly codeOf: (role: Role, row: number) => number;
	readonly cost: number;
}

function standardise({ values }: Extract<Axis, { kind: 'number' }>) {
	const human = values.human;
	let [count, mean, square] = [0, 0, 0];
	for (let row = 0; row < human.length; row++) {
		if (!Number.isFinite(human[row]!)) continue;
		mean += human[row]!;
		count++;
	}
	mean /= Math.max(1, count);
	for (let row = 0; row < human.length; row++)
		if (Number.isFinite(human[row]!)) square += (human[row]! - mean) ** 2;
	const deviation = Math.sqrt(square / Math.max(1, count)) || 1;
	return (role: Role, row: number) => {
		const z = (values[role][row]! - mean) / deviation;
		return Number.isNaN(z) ? 0 : Math.max(-CLIP, Math.min(CLIP, z));
	};
}

function withCost(codeOf: CodeColumn['codeOf'], humanRows: number): CodeColumn {
	const counts = new Map<number, number>();
	for (let row = 0; row < humanRows; row++) {
		const code = codeOf('human', row);
		counts.set(code, (counts.get(code) ?? 0) + 1);
	}
	let together = 0;
	for (const count of counts.values()) together += (count / humanRows) ** 2;
	return { codeOf, cost: 1 / Math.max(LEAST_SPREAD, 1 - together) };
}

function pointsOf(
	count: number,
	numbers: Float64Array,
	codes: Uint16Array,
	columns: readonly CodeColumn[],
	numberCount: number,
	salt: number
): Embedding {
	const costs = Float64Array.from(columns, ({ cost }) => cost);
	const codeCount = columns.length;
	return {
		count,
		numbers,
		numberCount,
		codes,
		codeCount,
		costs,
		salt,
		centre() {
			const means = new Float64Array(numberCount);
			const shares = columns.map(() => new Map<number, number>());
			for (let i = 0; i < count; i++) {
				for (let d = 0; d < numberCount; d++) means[d]! += numbers[i * numberCount + d]! / count;
				shares.forEach((share, d) => {
					const code = codes[i * codeCount + d]!;
					share.set(code, (share.get(code) ?? 0) + 1 / count);
				});
			}
			return { means, shares };
		},
		distanceTo({ means, shares }, i) {
			let sum = 0;
			for (let d = 0; d < numberCount; d++) sum += (numbers[i * numberCount + d]! - means[d]!) ** 2;
			shares.forEach((share, d) => {
				let together = 0;
				for (const one of share.values()) together += one * one;
				const own = share.get(codes[i * codeCount + d]!) ?? 0;
				sum += costs[d]! * (1 - 2 * own + together);
			});
			return sum;
		}
	};
}

/**
 * Squared Euclidean distance of two rows. Equal distances are told apart by a hash of both rows, so that radii on
 * repeated or categorical rows are never zero and the formula for expected coverage holds.
 */
export function squaredDistance(a: Embedding, i: number, b: Embedding, j: number): number {
	let sum = 0;
	const width = a.numberCount;
	for (let d = 0; d < width; d++) {
		const difference = a.numbers[i * width + d]! - b.numbers[j * width + d]!;
		sum += difference * difference;
	}
	const codes = a.codeCount;
	for (let d = 0; d < codes; d++)
		if (a.codes[i * codes + d] !== b.codes[j * codes + d]) sum += 2 * a.costs[d]!;
	return sum + TIE * pairHash(i * 4 + a.salt, j * 4 + b.salt);
}

/** A number in [0, 1) that depends on an unordered pair. */
function pairHash(a: number, b: number): number {
	const [low, high] = a < b ? [a, b] : [b, a];
	let hash = Math.imul(low + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(high + 0x7f4a7c15, 0xc2b2ae35);
	hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
	return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}
