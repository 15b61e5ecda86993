import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveJob } from '$lib/kernels/drive-job';
import type { Candidate } from './candidate';
import { findCandidates } from './find-candidates';
import { findRegionsJob } from './find-regions';
import { CONDITION_COST, Scorer } from './score';
import { SearchMemory } from './search-memory';
import { startSearch, type SearchInput } from './search-input';
import { orderedColumn, searchInput } from './search-input.fixture';
import type { CodeCondition } from './table';

const LEVELS = 4;
const SIZE = { width: 1, rows: { human: 1, synthetic: 1 }, cells: 1, mostCells: 1, mostItems: 1 };

function inputOf(human: Uint8Array[], synthetic: Uint8Array[]): SearchInput {
	const columns = human.map((codes, i) =>
		orderedColumn(LEVELS, { human: codes, synthetic: synthetic[i]! })
	);
	return searchInput(columns, 2);
}

const codes = (rows: number) =>
	fc.uint8Array({ min: 0, max: LEVELS, minLength: rows, maxLength: rows });
const tables = fc.tuple(
	fc.array(codes(60), { minLength: 3, maxLength: 3 }),
	fc.array(codes(50), { minLength: 3, maxLength: 3 })
);

function conditionsOn(column: number): CodeCondition[] {
	const found: CodeCondition[] = [{ column, from: 0, to: 0, codes: null }];
	for (let from = 1; from <= LEVELS; from++)
		for (let to = from; to <= LEVELS; to++)
			if (to - from + 1 < LEVELS) found.push({ column, from, to, codes: null });
	return found;
}

/** The best score of any region of one or two conditions, by trying all. */
function bruteForce(input: SearchInput): number {
	const scorer = new Scorer(input.rows.human, input.rows.synthetic, input.tolerance);
	const all = [0, 1, 2].map(conditionsOn);
	const regions = [0, 1, 2].flatMap((a) => [
		...all[a]!.map((one) => [one]),
		...[0, 1, 2]
			.filter((b) => b > a)
			.flatMap((b) => all[a]!.flatMap((x) => all[b]!.map((y) => [x, y])))
	]);
	const count = (region: CodeCondition[], side: 'human' | 'synthetic') => {
		let rows = 0;
		for (let row = 0; row < input.rows[side]; row++) {
			const isIn = region.every(({ column, from, to }) => {
				const code = input.columns[column]![side][row]!;
				return code >= from && code <= to;
			});
			if (isIn) rows++;
		}
		return rows;
	};
	return Math.max(
		...regions.map(
			(region) =>
				scorer.g(count(region, 'human'), count(region, 'synthetic')) -
				CONDITION_COST * region.length
		)
	);
}

/** Three columns of levels that have nothing to do with each other; synthetic is the human table without some rows. */
function holed(rows: number, isGone: (codes: readonly number[]) => boolean) {
	const draw = (i: number, by: number) => 1 + ((Math.imul(i + 1, by) >>> 16) % LEVELS);
	const human = [7919, 104729, 15485863].map((by) =>
		Uint8Array.from({ length: rows }, (_, i) => draw(i, by))
	);
	const kept = Array.from({ length: rows }, (_, i) => i).filter(
		(i) => !isGone(human.map((column) => column[i]!))
	);
	return { human, synthetic: human.map((column) => Uint8Array.from(kept, (i) => column[i]!)) };
}

async function regionsOf(table: SearchInput, threshold: number, spread: number) {
	const input = { table, asTheyAre: table, threshold, spread, limit: 10, searches: 5 };
	const { signal } = new AbortController();
	return (await driveJob(findRegionsJob, input, { signal })).regions;
}

function best(input: SearchInput): Candidate | undefined {
	const search = startSearch(input, () => false);
	const breadth = { pairs: 100, triples: 50, refined: 50 };
	const steps = findCandidates(search, breadth);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value[0];
	}
}

describe('the search', () => {
	it('finds the best region of up to two conditions that trying all finds', () => {
		fc.assert(
			fc.property(tables, ([human, synthetic]) => {
				const input = inputOf(human, synthetic);
				const expected = bruteForce(input);
				const found = best(input)?.score ?? -Infinity;
				// Regions of no shortfall at all score less than nothing and are not listed.
				if (expected > -CONDITION_COST) expect(found).toBeCloseTo(expected, 6);
			}),
			{ numRuns: 60 }
		);
	});

	it('scores alike in both languages, and never claims a bound below the score of a part', () => {
		const count = fc.nat(500);
		const totals = fc.record({ h: fc.integer({ min: 1, max: 9000 }), s: fc.nat(9000) });
		const cells = fc.array(fc.record({ h: count, s: count, isIn: fc.boolean() }), {
			minLength: 1,
			maxLength: 40
		});
		const tolerances = fc.constantFrom(0, 0.1, 0.4, 0.9);
		fc.assert(
			fc.property(totals, cells, tolerances, (total, parts, tolerance) => {
				const memory = new SearchMemory(SIZE);
				const scorer = new Scorer(total.h, total.s, tolerance, memory);
				const inside = parts.filter(({ isIn }) => isIn);
				const h = inside.reduce((sum, part) => sum + part.h, 0);
				const s = inside.reduce((sum, part) => sum + part.s, 0);
				const g = scorer.g(h, s);
				expect(memory.module.g(h, s)).toBe(g);
				const below = g * (1 - 1e-12);
				memory.byCode.h.set(parts.map((part) => part.h));
				memory.byCode.s.set(parts.map((part) => part.s));
				const places = [memory.byCode.h.byteOffset, memory.byCode.s.byteOffset] as const;
				const mayHold = memory.module.mayHold(...places, parts.length, below);
				const mayExceed = memory.module.mayExceed(h, s, below);
				memory.close();
				if (g > 0) expect([mayExceed, mayHold]).toEqual([1, 1]);
			})
		);
	});

	it('finds the same regions whatever the order of rows', async () => {
		const { human, synthetic } = holed(3000, ([a, b]) => a === 2 && b! >= 3);
		const turned = (columns: Uint8Array[]) => columns.map((column) => column.slice().reverse());
		const straight = await regionsOf(inputOf(human, synthetic), 10, 0);
		const reversed = await regionsOf(inputOf(turned(human), turned(synthetic)), 10, 0);
		expect(straight.map(({ region }) => region)).toEqual([
			[
				{ column: 0, from: 2, to: 2, codes: null },
				{ column: 1, from: 3, to: 4, codes: null }
			]
		]);
		expect(reversed.map(({ region }) => region)).toEqual(straight.map(({ region }) => region));
	});

	it('asks more of each further region that is not clear', async () => {
		const { human, synthetic } = holed(
			400,
			([a, b, c]) => (a === 2 && b === 3) || (a === 4 && c === 1)
		);
		const table = inputOf(human, synthetic);
		const alike = (await regionsOf(table, 2, 0)).map(({ score }) => score);
		expect(alike.length).toBeGreaterThan(1);
		expect(Math.max(...alike)).toBeLessThan(24);
		const further = await regionsOf(table, 2, 100);
		expect(further.map(({ score }) => score)).toEqual([alike[0]]);
	});
});
