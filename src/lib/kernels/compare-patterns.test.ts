import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePatterns, type PatternsInput } from './compare-patterns';

const SIZES = [2, 3, 2];
const table = fc.array(fc.tuple(...SIZES.map((size) => fc.integer({ min: 0, max: size - 1 }))), {
	maxLength: 60
});

function find(
	human: number[][],
	synthetic: number[][],
	humanThreshold: number,
	least: number,
	mostFixed = SIZES.length
) {
	const columns: PatternsInput['columns'] = SIZES.map((size, d) => ({
		size,
		codes: {
			human: Uint8Array.from(human, (row) => row[d]!),
			synthetic: Uint8Array.from(synthetic, (row) => row[d]!)
		}
	}));
	const steps = comparePatterns.run({
		columns,
		humanThreshold,
		syntheticThreshold: least,
		mostFixed
	});
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

const meets = (row: readonly number[], pattern: readonly number[]) =>
	pattern.every((code, d) => code < 0 || code === row[d]);

function allPatterns(): number[][] {
	return SIZES.reduce<number[][]>(
		(found, size) =>
			found.flatMap((pattern) =>
				Array.from({ length: size + 1 }, (_, code) => [...pattern, code - 1])
			),
		[[]]
	);
}

describe('comparePatterns', () => {
	it('finds exactly the uncovered patterns whose every generalisation is covered', () => {
		fc.assert(
			fc.property(
				table,
				table,
				fc.integer({ min: 0, max: 3 }),
				fc.integer({ min: 1, max: 4 }),
				(human, synthetic, most, least) => {
					const count = (rows: number[][], pattern: readonly number[]) =>
						rows.filter((row) => meets(row, pattern)).length;
					const expected = allPatterns().filter(
						(pattern) =>
							count(human, pattern) >= most &&
							count(synthetic, pattern) < least &&
							pattern.every((code, d) => code < 0 || count(synthetic, pattern.with(d, -1)) >= least)
					);
					const found = find(human, synthetic, most, least).patterns.map(({ codes }) =>
						String(codes)
					);
					expect(found.toSorted()).toEqual(expected.map(String).toSorted());
				}
			)
		);
	});

	it('names combinations that meet every pattern, that people have and that fix few columns', () => {
		fc.assert(
			fc.property(table, table, fc.integer({ min: 1, max: 3 }), (human, synthetic, mostFixed) => {
				const { patterns, toCollect } = find(human, synthetic, 1, 2, mostFixed);
				for (const { codes, human: count } of toCollect) {
					expect(count).toBe(human.filter((row) => meets(row, codes)).length);
					const isOne = patterns.some((pattern) => String(pattern.codes) === String(codes));
					expect(count).toBeGreaterThanOrEqual(isOne ? 1 : 5);
					if (!isOne)
						expect(codes.filter((code) => code >= 0).length).toBeLessThanOrEqual(mostFixed);
				}
				for (const { codes } of patterns)
					expect(
						toCollect.some((one) => codes.every((code, d) => code < 0 || code === one.codes[d]))
					).toBe(true);
			})
		);
	});
});
