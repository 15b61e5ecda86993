import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_QUERIES, caseNearestJob, type CaseNeighbours } from './case-nearest';
import { pickRows, squaredParts, STEPS, type CaseRows, type CaseSpace } from './case-space';
import { caseTilesJob, GROUP_ROWS, NO_ROW, tiledRows } from './case-tiles';

function finish<T>(steps: Generator<number, T, void>): T {
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

function distance(space: CaseSpace, a: CaseRows, i: number, b: CaseRows, j: number): number {
	return Math.sqrt(squaredParts(space, a, i, b, j).reduce((sum, part) => sum + part, 0));
}

/** Distances of the k nearest rows, by looking at every row. */
function bruteForce(
	space: CaseSpace,
	rows: CaseRows,
	queries: CaseRows,
	k: number,
	isSelf: boolean
) {
	return Array.from({ length: queries.count }, (_, i) =>
		Array.from({ length: rows.count }, (_, j) =>
			isSelf && i === j ? Infinity : distance(space, queries, i, rows, j)
		)
			.sort((a, b) => a - b)
			.slice(0, k)
	);
}

const CODES = 40;

/** Tables of mixed rows with many ties: few values, more codes than a code set can tell apart. */
const tables = fc
	.record({
		numberCount: fc.integer({ min: 0, max: 19 }),
		codeCount: fc.integer({ min: 0, max: 6 }),
		rowCount: fc.integer({ min: 1, max: 300 }),
		queryCount: fc.integer({ min: 1, max: 3 * BLOCK_QUERIES }),
		steps: fc.integer({ min: 1, max: 50 }),
		seed: fc.integer()
	})
	.map(({ numberCount, codeCount, rowCount, queryCount, steps, seed }) => {
		let state = seed >>> 0;
		const draw = (limit: number) => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return Math.floor((state / 4294967296) * limit);
		};
		const rows = (count: number): CaseRows => ({
			count,
			numbers: Int16Array.from(
				{ length: count * numberCount },
				() => (draw(steps) - steps / 2) * (STEPS / 4)
			),
			codes: Uint16Array.from({ length: count * codeCount }, () =>
				Math.min(draw(CODES), draw(CODES))
			)
		});
		const costs = Array.from({ length: codeCount }, () =>
			Float32Array.from({ length: CODES }, () => draw(9) / 2)
		);
		return { space: { numberCount, costs }, rows: rows(rowCount), queries: rows(queryCount) };
	});

describe('caseTiles', () => {
	it('holds every row of a part once below its node, inside the box of every node above it', () => {
		fc.assert(
			fc.property(tables, fc.nat(), fc.nat(), ({ space, rows }, first, second) => {
				const all = Uint32Array.from({ length: rows.count }, (_, row) => row);
				const cuts = [0, first % rows.count, second % rows.count, rows.count].sort((a, b) => a - b);
				const parts = [0, 1, 2]
					.map((i) => all.subarray(cuts[i], cuts[i + 1]))
					.filter(({ length }) => length > 0);
				const tiles = finish(caseTilesJob.run({ space, rows, parts }));
				expect(tiles.roots.map((root) => tiledRows(tiles, root).sort())).toEqual(
					parts.map((part) => new Uint32Array(part))
				);
				const { numberCount, costs } = space;
				const { spans, rowIds, boxes, codeSets } = tiles;
				const [boxWidth, setWidth] = [
					16 * Math.ceil(numberCount / 8),
					4 * Math.ceil(costs.length / 4)
				];
				for (let node = 0; node < spans.length / 2; node++) {
					const [from, to] = [spans[2 * node]!, spans[2 * node + 1]!].map((at) => GROUP_ROWS * at);
					for (const row of rowIds.subarray(from, to)) {
						if (row === NO_ROW) continue;
						for (let c = 0; c < numberCount; c++) {
							const value = rows.numbers[row * numberCount + c]!;
							const at = node * boxWidth + 16 * (c >> 3) + (c & 7);
							if (value < boxes[at]! || value > boxes[at + 8]!) expect.fail('outside its box');
						}
						for (let c = 0; c < costs.length; c++) {
							const bit = 1 << (rows.codes[row * costs.length + c]! & 31);
							if ((codeSets[node * setWidth + c]! & bit) === 0)
								expect.fail('a code not in its set');
						}
					}
				}
			}),
			{ numRuns: 100 }
		);
	});
});

describe('caseNearest', () => {
	it('finds the distances that looking at every row finds', () => {
		fc.assert(
			fc.property(tables, fc.integer({ min: 1, max: 4 }), ({ space, rows, queries }, k) => {
				const tiles = finish(caseTilesJob.run({ space, rows }));
				const asked = [{ root: 0, rows: queries, selfIds: null, cutoff: 0 }];
				const [found] = finish(caseNearestJob.run({ space, tiles, k, asked })) as [CaseNeighbours];
				bruteForce(space, rows, queries, k, false).forEach((nearest, query) =>
					nearest.forEach((expected, i) => {
						expect(found.distances[query * k + i]!).toBeCloseTo(expected, 4);
						const rowId = found.rowIds[query * k + i]!;
						expect(distance(space, queries, query, rows, rowId)).toBeCloseTo(expected, 4);
					})
				);
			}),
			{ numRuns: 150 }
		);
	});

	it('never gives a row as its own neighbour', () => {
		fc.assert(
			fc.property(tables, ({ space, rows }) => {
				const tiles = finish(caseTilesJob.run({ space, rows }));
				const selfIds = Uint32Array.from({ length: rows.count }, (_, i) => i);
				const asked = [{ root: 0, rows, selfIds, cutoff: 0 }];
				const job = caseNearestJob.run({ space, tiles, k: 1, asked });
				const [found] = finish(job) as [CaseNeighbours];
				bruteForce(space, rows, rows, 1, true).forEach(([expected], query) => {
					if (rows.count > 1) expect(found.rowIds[query]).not.toBe(query);
					expect(Math.min(found.distances[query]!, 1e9)).toBeCloseTo(Math.min(expected!, 1e9), 4);
				});
			}),
			{ numRuns: 60 }
		);
	});

	it('is exact above the cutoff and within it below', () => {
		fc.assert(
			fc.property(
				tables,
				fc.double({ min: 0.1, max: 8, noNaN: true }),
				({ space, rows, queries }, cutoff) => {
					const tiles = finish(caseTilesJob.run({ space, rows }));
					const kind = { root: 0, rows: queries, selfIds: null };
					const asked = [
						{ ...kind, cutoff: 0 },
						{ ...kind, cutoff }
					];
					const [exact, cut] = finish(caseNearestJob.run({ space, tiles, k: 1, asked })) as [
						CaseNeighbours,
						CaseNeighbours
					];
					cut.distances.forEach((found, query) => {
						const nearest = exact.distances[query]!;
						if (nearest > cutoff) expect(found).toBe(nearest);
						else expect(found).toBeLessThanOrEqual(Math.fround(cutoff));
					});
				}
			)
		);
	});

	it('answers the same however the blocks of queries are split', () => {
		fc.assert(
			fc.property(tables, fc.nat(), ({ space, rows, queries }, at) => {
				const tiles = finish(caseTilesJob.run({ space, rows }));
				const middle = Math.min(queries.count, BLOCK_QUERIES * (at % 4));
				const order = Array.from({ length: queries.count }, (_, i) => i);
				const find = (from: number, to: number) => {
					const part = pickRows(space, queries, order.slice(from, to));
					const asked = [{ root: 0, rows: part, selfIds: null, cutoff: 1 }];
					return finish(caseNearestJob.run({ space, tiles, k: 2, asked }))[0]!;
				};
				const whole = find(0, queries.count);
				const parts = [find(0, middle), find(middle, queries.count)];
				expect(parts.flatMap(({ rowIds }) => [...rowIds])).toEqual([...whole.rowIds]);
				expect(parts.flatMap(({ distances }) => [...distances])).toEqual([...whole.distances]);
			})
		);
	});
});
