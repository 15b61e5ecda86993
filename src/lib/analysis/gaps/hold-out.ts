import { COUNT_FIGURES, countCodesJob } from '$lib/kernels/count-codes';
import type { CodeRegion } from '$lib/kernels/search/table';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Gap } from '$lib/terms/gap';
import type { RunContext } from '$lib/terms/run';
import type { Basis } from './measure-region';
import type { SideCount } from './ratio-interval';

/** Rows left out of the search must be at least so many for each row read, or they would tell less than all rows do. */
const LEAST_HELD_OUT = 0.25;
/**
 * Regions measured on the rows that chose them are flattered. An interval of 99 % nominal level then covers what one
 * of 95 % should (bench/RESULTS.md).
 */
export const SELECTED = { nominal: 0.99, stated: 0.95 };
/** On rows that took no part in the choice an interval needs no correction. */
const UNSELECTED = { nominal: 0.95, stated: 0.95 };

/** What effects of found regions rest on: rows that the search did not read, where both tables have enough of them. */
export function effectBasisOf(sample: EncodedPair['sample']): Gap['effectBasis'] {
	const isHeldOut = ROLES.every((role) => {
		const { rows, of } = sample[role];
		return of - rows >= LEAST_HELD_OUT * rows && of > rows;
	});
	return isHeldOut ? 'held-out' : 'selection-corrected';
}

/**
 * How regions that the search found are to be measured. Where effects rest on held-out rows, the regions are counted
 * among the rows that the search read, by their codes: all rows but these are the held-out ones, in every engine.
 */
export async function basisOf(
	regions: readonly CodeRegion[],
	columns: readonly EncodedColumn[],
	{ weights, sample }: EncodedPair,
	{ compute, signal }: RunContext
): Promise<Basis> {
	if (effectBasisOf(sample) === 'selection-corrected') return SELECTED;
	const everyRow: CodeRegion = [];
	const used = new Set(regions.flatMap((region) => region.map(({ column }) => column)));
	const countSide = async (role: Role): Promise<SideCount[]> => {
		const input = {
			regions: [...regions, everyRow],
			columns: columns.map(({ codes }, i) => (used.has(i) ? codes[role] : new Uint8Array(0))),
			rows: sample[role].rows,
			weights: weights[role]
		};
		const figures = await compute.run(countCodesJob, input, { signal });
		return input.regions.map((_, i) => {
			const [count, weight, squares] = figures.subarray(i * COUNT_FIGURES);
			return { count: count!, weight: weight!, squares: squares! };
		});
	};
	const [human, synthetic] = await Promise.all([countSide('human'), countSide('synthetic')]);
	const counts = human.map((one, i) => ({ human: one, synthetic: synthetic[i]! }));
	return { ...UNSELECTED, without: { regions: counts.slice(0, -1), tables: counts.at(-1)! } };
}
