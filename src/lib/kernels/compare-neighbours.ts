import type { NeighbourFigure } from '$lib/terms/compare';
import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import type { Axis } from './compare-axes';
import { exp } from './exp';
import { embedRows, squaredDistance, type Embedding } from './mixed-distance';
import { createRandom } from './random';

/** Columns by which distances are taken, and how many neighbours count. */
export interface NeighboursInput {
	readonly axes: readonly Axis[];
	/** Rows a side at most; half of the human rows at most, for the other half is the yardstick. */
	readonly rows: number;
	readonly k: number;
	readonly seed: number;
}

/** The figures, each beside that of a second human sample, from `rows` rows a side. */
export interface NeighboursOutput {
	readonly rows: number;
	readonly figures: readonly NeighbourFigure[];
}

type Figures = Readonly<Record<NeighbourFigure['name'], number>>;

const STEPS = 30;

/** Coverage to expect of identical distributions: 1 − ∏ᵢ₌₁..ₖ (N − i)/(N + M − i). */
export function expectedCoverage(humans: number, synthetics: number, k: number): number {
	let missed = 1;
	for (let i = 1; i <= k; i++) missed *= (humans - i) / (humans + synthetics - i);
	return 1 - missed;
}

/** Distances within one set of rows: to the nearest and the k-th nearest other row, and the spread of all. */
function* within(rows: Embedding, k: number) {
	const n = rows.count;
	const kept = Math.min(k, n - 1);
	/** The least distances of each row so far, ascending, `kept` a row. */
	const least = new Float64Array(n * kept).fill(Infinity);
	let sum = 0;
	for (let i = 0; i < n; i++) {
		for (let j = 0; j < i; j++) {
			const distance = squaredDistance(rows, i, rows, j);
			sum += 2 * distance;
			if (distance < least[(i + 1) * kept - 1]!) insert(least, i * kept, kept, distance);
			if (distance < least[(j + 1) * kept - 1]!) insert(least, j * kept, kept, distance);
		}
		if (i % 8 === 0) yield (i / n) ** 2;
	}
	return {
		nearest: Float64Array.from({ length: n }, (_, i) => least[i * kept]!),
		radii: Float64Array.from({ length: n }, (_, i) => least[(i + 1) * kept - 1]!),
		mean: sum / (n * (n - 1))
	};
}

/** Puts a value into an ascending stretch, whose greatest falls out. */
function insert(values: Float64Array, from: number, length: number, value: number): void {
	let at = from + length - 1;
	while (at > from && values[at - 1]! > value) {
		values[at] = values[at - 1]!;
		at--;
	}
	values[at] = value;
}

/** Rényi's diversity of order two of a similarity exp(−d²/scale): as many rows as tell apart (Friedman and Dieng 2023). */
function* variety(rows: Embedding, scale: number) {
	let sum = 0;
	for (let i = 0; i < rows.count; i++) {
		for (let j = 0; j < i; j++) sum += 2 * exp((-2 * squaredDistance(rows, i, rows, j)) / scale);
		if (i % 8 === 0) yield i / rows.count;
	}
	return rows.count ** 2 / (rows.count + sum);
}

function quantileOf(values: Float64Array, q: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

/** 1 − Σ|α − P_α| / Σα over an even grid of α: 1 where shares follow their quantiles. */
function agreement(shareAt: (alpha: number) => number): number {
	let [gap, total] = [0, 0];
	for (let step = 0; step < STEPS; step++) {
		const alpha = step / (STEPS - 1);
		gap += Math.abs(alpha - shareAt(alpha));
		total += alpha;
	}
	return 1 - gap / total;
}

function centreDistances(rows: Embedding, centreOf: Embedding): Float64Array {
	const centre = centreOf.centre();
	return Float64Array.from({ length: rows.count }, (_, i) => rows.distanceTo(centre, i));
}

function* figuresOf(
	real: Embedding,
	fake: Embedding,
	k: number,
	report: (done: number) => number
): Generator<number, Figures, void> {
	const [n, m] = [real.count, fake.count];
	const reals = yield* scaled(within(real, k), (done) => report(0.3 * done));
	const fakes = yield* scaled(within(fake, k), (done) => report(0.3 + 0.3 * done));
	const radii = { real: reals.radii, fake: fakes.radii };
	const met = yield* scaled(between(real, fake, radii), (done) => report(0.6 + 0.3 * done));
	const { balls, recalled, nearestReal, nearestRealAt, nearestFake, nearestFakeAt } = met;
	const realRadii = centreDistances(real, real);
	const fakeToReal = centreDistances(fake, real);
	const fakeRadii = centreDistances(fake, fake);
	const closest = Float64Array.from(nearestFakeAt, (j) => fakeRadii[j]!);
	const near = quantileOf(reals.nearest, 0.05);
	return {
		precision: shareOf(m, (j) => balls[j]! > 0),
		recall: recalled / n,
		density: balls.reduce((sum, count) => sum + count, 0) / (k * m),
		coverage: shareOf(n, (i) => nearestFake[i]! < reals.radii[i]!),
		'alpha-precision': agreement((alpha) => {
			const radius = quantileOf(realRadii, alpha);
			return shareOf(m, (j) => fakeToReal[j]! <= radius);
		}),
		'beta-recall': agreement((beta) => {
			const radius = quantileOf(closest, beta);
			return shareOf(n, (i) => nearestFake[i]! <= reals.nearest[i]! && closest[i]! <= radius);
		}),
		authenticity: shareOf(m, (j) => nearestReal[j]! > reals.nearest[nearestRealAt[j]!]!),
		'near-copies': shareOf(m, (j) => nearestReal[j]! < near),
		'effective-variety': yield* scaled(variety(fake, reals.mean / 2), (done) =>
			report(0.9 + 0.1 * done)
		)
	};
}

/**
 * Distances between two sets of rows: each row's nearest of the other set, the real rows inside a ball of a fake one
 * (`recalled`), and for each fake row the balls of real ones that it lies in.
 */
function* between(
	real: Embedding,
	fake: Embedding,
	radii: { readonly real: Float64Array; readonly fake: Float64Array }
) {
	const [n, m] = [real.count, fake.count];
	const nearestReal = new Float64Array(m).fill(Infinity);
	const nearestRealAt = new Int32Array(m);
	const nearestFake = new Float64Array(n).fill(Infinity);
	const nearestFakeAt = new Int32Array(n);
	const balls = new Int32Array(m);
	let recalled = 0;
	for (let i = 0; i < n; i++) {
		let isRecalled = false;
		for (let j = 0; j < m; j++) {
			const distance = squaredDistance(real, i, fake, j);
			if (distance < radii.real[i]!) balls[j]!++;
			if (distance < radii.fake[j]!) isRecalled = true;
			if (distance < nearestReal[j]!) {
				nearestReal[j] = distance;
				nearestRealAt[j] = i;
			}
			if (distance < nearestFake[i]!) {
				nearestFake[i] = distance;
				nearestFakeAt[i] = j;
			}
		}
		if (isRecalled) recalled++;
		if (i % 8 === 0) yield i / n;
	}
	return { balls, recalled, nearestReal, nearestRealAt, nearestFake, nearestFakeAt };
}

function shareOf(count: number, isHit: (i: number) => boolean): number {
	let hits = 0;
	for (let i = 0; i < count; i++) if (isHit(i)) hits++;
	return hits / count;
}

/** Passes a part's progress on in the measure of the whole. */
function* scaled<T>(
	part: Generator<number, T, void>,
	report: (done: number) => number
): Generator<number, T, void> {
	for (;;) {
		const step = part.next();
		if (step.done === true) return step.value;
		yield report(step.value);
	}
}

function rowCount(axis: Axis, role: Role): number {
	return (axis.kind === 'number' ? axis.values : axis.codes)[role].length;
}

function* run({ axes, rows, k, seed }: NeighboursInput): Generator<number, NeighboursOutput, void> {
	const random = createRandom(seed);
	const draw = (role: Role) => {
		const all = Array.from({ length: rowCount(axes[0]!, role) }, (_, row) => row);
		random.shuffle(all);
		return all;
	};
	const [humans, synthetics] = [draw('human'), draw('synthetic')];
	const size = Math.min(rows, Math.floor(humans.length / 2), synthetics.length);
	const embed = embedRows(axes);
	const real = embed('human', humans.slice(0, size), 1);
	const second = embed('human', humans.slice(size, 2 * size), 2);
	const fake = embed('synthetic', synthetics.slice(0, size), 3);
	yield 0.02;
	const found = yield* figuresOf(real, fake, k, (done) => 0.02 + 0.49 * done);
	const expected = yield* figuresOf(real, second, k, (done) => 0.51 + 0.49 * done);
	const names = Object.keys(found) as NeighbourFigure['name'][];
	return {
		rows: size,
		figures: names.map((name) => ({
			name,
			value: found[name],
			expected: name === 'coverage' ? expectedCoverage(size, size, k) : expected[name]
		}))
	};
}

/**
 * Precision, recall, density and coverage (Naeem et al. 2020), α-precision, β-recall and authenticity (Alaa et al.
 * 2022), near copies and effective variety, each beside what a second human sample gives.
 */
export const compareNeighbours: Job<NeighboursInput, NeighboursOutput> = {
	name: 'compare-neighbours',
	run
};
