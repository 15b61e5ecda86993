import type { CaseNeighbour } from '$lib/terms/case';
import type { RunContext } from '$lib/terms/run';
import type { CaseDistances, CaseTables } from './case-distances';
import { nearestNeighbours, nearestRows, neighboursOf } from './nearest-rows';

/** Neighbours a case is shown beside. */
const NEIGHBOURS = 3;

/** Row numbers in the human file. */
interface AskedRows {
	readonly cases: readonly number[];
	/** The cases among them. */
	readonly questioned: readonly number[];
}

interface FoundNeighbours {
	/** Of each case, nearest first. */
	readonly toSynthetic: readonly (readonly CaseNeighbour[])[];
	readonly toHuman: readonly (readonly CaseNeighbour[])[];
	/** Other human rows at no distance from a row in question; no entry where there are none. */
	readonly twins: ReadonlyMap<number, readonly number[]>;
}

/** Finds the rows nearest to each case, and the twins of each row in question. */
export async function caseNeighbours(
	{ cases, questioned }: AskedRows,
	{ space, rows }: CaseTables,
	{ tiles }: CaseDistances,
	ctx: RunContext
): Promise<FoundNeighbours> {
	const asked = (picked: readonly number[], isSelf: boolean) => ({
		rows: rows.human,
		picked: Uint32Array.from(picked),
		isSelf
	});
	const k = NEIGHBOURS;
	const made = { space, tiles: tiles.synthetic, k };
	const toSynthetic = await nearestNeighbours(made, asked(cases, false), ctx);
	const people = { space, tiles: tiles.human, k };
	const [found] = await nearestRows(people, [asked(questioned, true)], ctx);
	const placeOf = new Map(questioned.map((row, at) => [row, at]));
	const twins = new Map<number, number[]>();
	questioned.forEach((row, at) => {
		if (found.distances[at * k] !== 0) return;
		const same = neighboursOf(found, at, k).filter(({ distance }) => distance === 0);
		twins.set(
			row,
			same.map((twin) => twin.row)
		);
	});
	const toHuman = cases.map((row) => neighboursOf(found, placeOf.get(row)!, k));
	return { toSynthetic, toHuman, twins };
}
