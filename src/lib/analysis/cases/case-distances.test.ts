import { expect, it } from 'vitest';
import { inSteps, STEPS } from '$lib/kernels/case-space';
import { caseTilesJob } from '$lib/kernels/case-tiles';
import { driveJob } from '$lib/kernels/drive-job';
import { createRandom } from '$lib/kernels/random';
import type { RunContext } from '$lib/terms/run';
import { excessOf, measureDistances, type CaseTables } from './case-distances';
import { countVerdicts, judgeRows } from './judge-cases';
import { nearestRows } from './nearest-rows';

/** More pairs than are measured exactly. */
const ROWS = 51_000;
const { signal } = new AbortController();
const ctx = {
	compute: { concurrency: 1, run: driveJob, close: async () => {} },
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

it('measures exactly what lies beyond the cutoff, and finds every row of a corner of its own', async () => {
	for (const share of [0, 0.02, 0.3]) {
		const tables: CaseTables = {
			space: { numberCount: 2, costs: [] },
			rows: { human: points(1, share), synthetic: points(2, 0) }
		};
		const { space, rows } = tables;
		const found = await measureDistances(tables, 1, ctx, () => {});
		expect(found.cutoff).toBeGreaterThan(0);
		const tiles = await driveJob(caseTilesJob, { space, rows: rows.synthetic }, { signal });
		const picked = Uint32Array.from({ length: ROWS }, (_, row) => row);
		const question = { space, tiles, rows: rows.human, picked, isSelf: false };
		const exact = (await nearestRows(question, ctx)).distances;
		found.across.human.distances.forEach((distance, row) => {
			if (exact[row]! > found.cutoff) expect(distance).toBe(exact[row]);
			else expect(distance).toBeLessThanOrEqual(Math.fround(found.cutoff));
		});
		const { totals } = countVerdicts(judgeRows(found));
		const corner = rows.human.numbers.filter((x, i) => i % 2 === 0 && x >= 3 * STEPS).length;
		expect(totals.novel).toBeGreaterThanOrEqual(corner);
		expect(totals.novel).toBeLessThanOrEqual(1.12 * corner);
		const excess = excessOf(found);
		expect(excess.filter((by) => by > 1)).toHaveLength(corner);
	}
});
