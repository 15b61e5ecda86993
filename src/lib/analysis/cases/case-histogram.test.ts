import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { caseHistogram } from './case-histogram';

const random = createRandom(3);
const draw = (count: number) => Float32Array.from({ length: count }, () => 5 * random.next() ** 2);
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const of = (distances: Float32Array) => ({
	human: { distances, rowIds: new Uint32Array(distances.length) },
	synthetic: { distances: new Float32Array(), rowIds: new Uint32Array() }
});

describe('caseHistogram', () => {
	it('counts every row where all distances are exact', () => {
		const distances = draw(9000);
		const nulls = { human: draw(7000), synthetic: draw(5000) };
		const found = caseHistogram({ across: of(distances), nulls, pilot: null, cutoff: 0 });
		expect([sum(found.cases), sum(found.humanSplit), sum(found.synthetic)]).toEqual([
			9000, 7000, 5000
		]);
		const [from, to] = [found.edges[10]!, found.edges[11]!];
		expect(found.cases[10]).toBe(distances.filter((by) => by >= from && by < to).length);
	});

	it('counts rows beyond the cutoff and deals out the others as the pilot lies', () => {
		const exact = draw(200_000);
		const cutoff = 2;
		// Upper bounds: within the cutoff nothing more is known.
		const distances = exact.map((by) => (by > cutoff ? by : cutoff));
		const pilot = exact.slice(0, 2000);
		const found = caseHistogram({
			across: of(distances),
			nulls: { human: distances, synthetic: distances },
			pilot: {
				across: { human: pilot, synthetic: pilot },
				nulls: { human: pilot, synthetic: pilot }
			},
			cutoff
		});
		expect(sum(found.cases)).toBe(200_000);
		found.cases.forEach((count, bin) => {
			const [from, to] = [found.edges[bin]!, found.edges[bin + 1]!];
			const truth = exact.filter((by) => by >= from && (by < to || bin === 47)).length;
			if (from > cutoff) expect(count).toBe(truth);
			else expect(Math.abs(count - truth)).toBeLessThan(0.2 * truth + 1500);
		});
	});
});
