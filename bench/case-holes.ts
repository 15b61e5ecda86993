import { measureDistances, type CaseTables } from '$lib/analysis/cases/case-distances';
import { judgeRows, rankedRow } from '$lib/analysis/cases/judge-cases';
import { nearestRows } from '$lib/analysis/cases/nearest-rows';
import { pickRows } from '$lib/kernels/case-space';
import { caseTilesJob } from '$lib/kernels/case-tiles';
import type { RunContext } from '$lib/terms/run';

/** A category of so many synthetic rows makes a hole. */
const HOLE_ROWS = { least: 50, most: 2000 };

/** A category by its code axis and code. */
export interface Hole {
	readonly axis: number;
	readonly code: number;
}

/** What one hole in the synthetic table comes to. */
export interface HoleFigures {
	/** Human rows whose nearest synthetic row the hole took: these alone can be novel. */
	readonly touched: number;
	readonly novel: number;
	/** Novel ones that the hole did not touch. */
	readonly untouched: number;
}

/** Every category of a fitting size. */
export function holesOf({ space, rows: { synthetic } }: CaseTables): Hole[] {
	return space.costs.flatMap((costs, axis) => {
		const counts = new Uint32Array(costs.length);
		for (let row = 0; row < synthetic.count; row++)
			counts[synthetic.codes[row * space.costs.length + axis]!]!++;
		return Array.from(counts.keys())
			.filter((code) => counts[code]! >= HOLE_ROWS.least && counts[code]! <= HOLE_ROWS.most)
			.map((code) => ({ axis, code }));
	});
}

/**
 * Takes a category out of a synthetic table that is a second sample of people, and counts the human rows that are then
 * novel: rightly where the hole took their nearest row, else by chance alone.
 */
export async function measureHole(
	{ space, rows: { human, synthetic } }: CaseTables,
	{ axis, code }: Hole,
	seed: number,
	ctx: RunContext
): Promise<HoleFigures> {
	const { signal } = ctx;
	const tiles = await ctx.compute.run(caseTilesJob, { space, rows: synthetic }, { signal });
	const picked = Uint32Array.from({ length: human.count }, (_, row) => row);
	const asked = { rows: human, picked, isSelf: false };
	const [{ distances: before }] = await nearestRows({ space, tiles }, [asked], ctx);
	const kept = Uint32Array.from({ length: synthetic.count }, (_, row) => row).filter(
		(row) => synthetic.codes[row * space.costs.length + axis] !== code
	);
	const thinned = { human, synthetic: pickRows(space, synthetic, kept) };
	const distances = await measureDistances({ space, rows: thinned }, seed, ctx, () => {});
	const { rows: judged } = await judgeRows(distances, ctx);
	const isTouched = (row: number) => judged.score[row]! > before[row]!;
	const novel = Array.from(picked).filter((row) => rankedRow(row, judged).evidence === 'novel');
	return {
		touched: picked.filter(isTouched).length,
		novel: novel.length,
		untouched: novel.filter((row) => !isTouched(row)).length
	};
}
