import { expect, it } from 'vitest';
import { inSteps, STEPS } from '$lib/kernels/case-space';
import { caseTilesJob } from '$lib/kernels/case-tiles';
import { driveJob, inThisThread } from '$lib/kernels/drive-job';
import { createRandom } from '$lib/kernels/random';
import type { RunContext } from '$lib/terms/run';
import { measureDistances, type CaseTables } from './case-distances';
import { countVerdicts, judgeRows } from './judge-cases';
import { nearestRows } from './nearest-rows';

/** More pairs than are measured exactly. */
const ROWS = 51_000;
const { signal } = new AbortController();
const ctx = {
	compute: inThisThread,
	signal
} as unknown as RunContext;

/** Points on a plane; `share` of them in a corner of their own. */
function points(seed: number, share: number): CaseTables['rows']['human'] {
	const random = createRandom(seed);
	const numbers = new Int16Array(2 * ROWS);
	for (let row = 0; row < ROWS; row++) {
		const at = random.next() < share ? 3 : 0;
		numbers[2 * row] = inSteps(at + random.next() ** 3);
		numbers[2 * row + 1] = inSteps(at + random.next());
	}
	return { count: ROWS, numbers, codes: new Uint16Array() };
}

it.each([0, 0.02, 0.3])(
	'measures exactly what lies beyond the cutoff, and finds every row of a corner that holds %s of all',
	async (share) => {
		const tables: CaseTables = {
			space: { numberCount: 2, costs: [] },
			rows: { human: points(1, share), synthetic: points(2, 0) }
		};
		const { space, rows } = tables;
		const found = await measureDistances(tables, 1, ctx, () => {});
		expect(found.cutoff).toBeGreaterThan(0);
		const tiles = await driveJob(caseTilesJob, { space, rows: rows.synthetic }, { signal });
		const picked = Uint32Array.from({ length: ROWS }, (_, row) => row);
		const question = { rows: rows.human, picked, isSelf: false };
		const [{ distances: exact }] = await nearestRows({ space, tiles }, [question], ctx);
		found.across.human.distances.forEach((distance, row) => {
			if (exact[row]! > found.cutoff) expect(distance).toBe(exact[row]);
			else expect(distance).toBeLessThanOrEqual(Math.fround(found.cutoff));
		});
		const verdicts = await judgeRows(found, ctx);
		const { totals } = countVerdicts(verdicts);
		const corner = rows.human.numbers.filter((x, i) => i % 2 === 0 && x >= 3 * STEPS).length;
		expect(totals.novel).toBeGreaterThanOrEqual(corner);
		expect(totals.novel).toBeLessThanOrEqual(1.12 * corner);
		expect(verdicts.rows.excess.filter((by) => by > 1)).toHaveLength(corner);
	}
);
