import { measureDistances, type CaseTables } from '$lib/analysis/cases/case-distances';
import { judgeRows, rankedRow } from '$lib/analysis/cases/judge-cases';
import { nearestRows } from '$lib/analysis/cases/nearest-rows';
import { inSteps, pickRows, STEPS, type CaseRows, type CaseSpace } from '$lib/kernels/case-space';
import { caseTilesJob } from '$lib/kernels/case-tiles';
import { createRandom } from '$lib/kernels/random';
import type { RunContext } from '$lib/terms/run';

/** Rows a side of people; both sides are halves of one table, so that nothing but what is planted is novel. */
const ROWS = 4000;
/** How far planted rows are moved in each of two numbers, in scales, and by how much they then differ. */
const SHIFT = 3;
const JITTER = 0.5;
/** Accepted share of false ones. */
const FALSE_SHARE = 0.1;

/** Human rows that a rule calls novel. */
export interface Claim {
	readonly planted: number;
	readonly others: number;
}

/** A table of people in two halves, one called synthetic, and as many rows of a new kind planted in the other. */
export interface PlantedTables extends CaseTables {
	/** Rows from here on are planted. */
	readonly plantedFrom: number;
}

/**
 * Splits people by the seed and plants rows: people, moved along the first two numbers, all to the same side. Null where there are too few rows or fewer than two numbers.
 */
export function plantRows(
	space: CaseSpace,
	people: CaseRows,
	planted: number,
	seed: number
): PlantedTables | null {
	const rows = Math.min(ROWS, (people.count - planted) >> 1);
	if (rows < planted || space.numberCount < 2) return null;
	const random = createRandom(seed);
	const order = Uint32Array.from({ length: people.count }, (_, row) => row);
	random.shuffle(order);
	const human = pickRows(space, people, order.subarray(0, rows + planted));
	const synthetic = pickRows(space, people, order.subarray(rows + planted, 2 * rows + planted));
	for (let row = rows; row < human.count; row++)
		for (const axis of [0, 1]) {
			const at = row * space.numberCount + axis;
			const shift = SHIFT + JITTER * (2 * random.next() - 1);
			human.numbers[at] = inSteps(human.numbers[at]! / STEPS + shift);
		}
	return { space, rows: { human, synthetic }, plantedFrom: rows };
}

/** What the shipped rule claims: knockoff+ on excesses within the row. */
export async function claimWithinRows(
	tables: PlantedTables,
	seed: number,
	ctx: RunContext
): Promise<Claim> {
	const { rows } = await judgeRows(await measureDistances(tables, seed, ctx, () => {}), ctx);
	const novel = [...rows.score.keys()].filter((row) => rankedRow(row, rows).evidence === 'novel');
	return claimOf(novel, tables.plantedFrom);
}

/**
 * What the strict rule claims: both tables in halves; a row's excess is measured to the first halves, and human rows of the
 * second are judged by synthetic ones of the second, which had no part in it (Benjamini and Hochberg on conformal p-values,
 * Bates et al. 2023); then the halves change places. Either list holds its share by theorem.
 */
export async function claimByHalves(
	tables: PlantedTables,
	seed: number,
	ctx: RunContext
): Promise<Claim> {
	return claimOf(await novelByHalves(tables, seed, ctx), tables.plantedFrom);
}

/** The human rows of which the strict rule says that they are novel. */
export async function novelByHalves(
	{ space, rows }: CaseTables,
	seed: number,
	ctx: RunContext
): Promise<number[]> {
	const human = halvesOf(rows.human.count, seed);
	const synthetic = halvesOf(rows.synthetic.count, seed + 1);
	const excessOf = async (asking: CaseRows, picked: Uint32Array, round: 0 | 1) => {
		const [toSynthetic, toHuman] = await Promise.all([
			distances(space, asking, picked, pickRows(space, rows.synthetic, synthetic[1 - round]!), ctx),
			distances(space, asking, picked, pickRows(space, rows.human, human[1 - round]!), ctx)
		]);
		return toSynthetic.map((far, i) => far ** 2 - toHuman[i]! ** 2);
	};
	const novel: number[] = [];
	for (const round of [0, 1] as const) {
		const excess = await excessOf(rows.human, human[round], round);
		const nulls = (await excessOf(rows.synthetic, synthetic[round], round)).sort().reverse();
		const order = [...excess.keys()].sort((a, b) => excess[b]! - excess[a]!);
		let [above, passing] = [0, 0];
		order.forEach((at, i) => {
			while (above < nulls.length && nulls[above]! >= excess[at]!) above++;
			const p = (1 + above) / (1 + nulls.length);
			if (p <= (FALSE_SHARE * (i + 1)) / order.length) passing = i + 1;
		});
		novel.push(...order.slice(0, passing).map((at) => human[round][at]!));
	}
	return novel;
}

function halvesOf(count: number, seed: number): readonly [Uint32Array, Uint32Array] {
	const order = Uint32Array.from({ length: count }, (_, row) => row);
	createRandom(seed).shuffle(order);
	return [order.slice(0, count >> 1), order.slice(count >> 1)];
}

async function distances(
	space: CaseSpace,
	rows: CaseRows,
	picked: Uint32Array,
	among: CaseRows,
	ctx: RunContext
): Promise<Float32Array> {
	const tiles = await ctx.compute.run(caseTilesJob, { space, rows: among }, { signal: ctx.signal });
	const [found] = await nearestRows({ space, tiles }, [{ rows, picked, isSelf: false }], ctx);
	return found.distances;
}

function claimOf(novel: readonly number[], plantedFrom: number): Claim {
	const planted = novel.filter((row) => row >= plantedFrom).length;
	return { planted, others: novel.length - planted };
}
