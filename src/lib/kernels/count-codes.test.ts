import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COUNT_FIGURES, countCodesJob } from './count-codes';
import { driveJob } from './drive-job';
import { createRandom } from './random';
import type { CodeRegion } from './search/table';

const condition = fc.tuple(fc.nat(2), fc.nat(5), fc.nat(5), fc.boolean());
const regions = fc.array(fc.array(condition, { maxLength: 3 }), { maxLength: 5 });

it('counts the rows, weights and squares that a look at every row does', async () => {
	await fc.assert(
		fc.asyncProperty(regions, fc.nat(40_000), fc.boolean(), async (drawn, rows, isWeighted) => {
			const random = createRandom(rows);
			const draw = () => Uint8Array.from({ length: rows }, () => random.below(6));
			const columns = [draw(), draw(), draw()];
			const weights = isWeighted
				? Float64Array.from({ length: rows }, () => random.below(4))
				: null;
			const asked = drawn.map((conditions): CodeRegion =>
				conditions.map(([column, a, b, isSet]) => {
					const [from, to] = [Math.min(a, b), Math.max(a, b)];
					return { column, from, to, codes: isSet ? [...new Set([from, to])] : null };
				})
			);
			const input = { regions: asked, columns, rows, weights };
			const counts = await driveJob(countCodesJob, input, { signal: new AbortController().signal });
			const expected = asked.flatMap((region) => {
				const sums = [0, 0, 0];
				for (let row = 0; row < rows; row++) {
					const isIn = region.every(({ column, from, to, codes }) => {
						const code = columns[column]![row]!;
						return codes === null ? code >= from && code <= to : codes.includes(code);
					});
					const weight = weights?.[row] ?? 1;
					if (isIn) [1, weight, weight * weight].forEach((part, i) => (sums[i]! += part));
				}
				return sums;
			});
			expect(counts.length).toBe(asked.length * COUNT_FIGURES);
			expect([...counts]).toEqual(expected);
		}),
		{ numRuns: 40 }
	);
});
