import { beforeAll, describe, expect, it } from 'vitest';
import { driveJob } from '$lib/kernels/drive-job';
import { createRandom, type Random } from '$lib/kernels/random';
import { findRegionsJob } from './find-regions';
import { matchJitterJob, type MatchedJitter } from './match-jitter';
import { orderedColumn, searchInput } from './search-input.fixture';
import type { SearchInput } from './search-input';

const ROWS = 8000;
const LEVELS = 100;
/** As far as the 10–90 % range of even values reaches. */
const SPREAD = 80;
const { signal } = new AbortController();

const NAMES = ['a', 'b', 'c', 'd'] as const;
type Row = Readonly<Record<(typeof NAMES)[number], number>>;

const within = (value: number) => Math.max(1, Math.min(LEVELS, Math.round(value)));
const shift = (random: Random, by: number) => by * Math.sqrt(12) * (random.next() - 0.5);

/** Three columns that are all but equal, one in eight rows 1 in the first, and a fourth by itself. */
function draw(random: Random): Row {
	const a = random.below(8) === 0 ? 1 : 1 + random.below(LEVELS);
	const beside = () => within(a + random.below(3) - 1);
	return { a, b: beside(), c: beside(), d: 1 + random.below(LEVELS) };
}

/** The row with its first three values moved, but for a first of 1. */
function moved({ a, b, c, d }: Row, random: Random, by: number): Row {
	const first = a === 1 ? 1 : Math.max(2, within(a + shift(random, by)));
	return { a: first, b: within(b + shift(random, by)), c: within(c + shift(random, by)), d };
}

function tables(make: (row: Row, random: Random) => Row | null): SearchInput {
	const random = createRandom(5);
	const human = Array.from({ length: ROWS }, () => draw(random));
	const synthetic: Row[] = [];
	while (synthetic.length < ROWS) {
		const row = make(draw(random), random);
		if (row !== null) synthetic.push(row);
	}
	const columns = NAMES.map((name) =>
		orderedColumn(
			LEVELS,
			{ human: human.map((row) => row[name]), synthetic: synthetic.map((row) => row[name]) },
			{ perGroup: 5, spread: SPREAD }
		)
	);
	return searchInput(columns, 3);
}

const match = (table: SearchInput): Promise<MatchedJitter> =>
	driveJob(matchJitterJob, table, { signal });

async function found(table: SearchInput, asTheyAre = table) {
	const input = { table, asTheyAre, threshold: 14, spread: 0, limit: 100, searches: 12 };
	return (await driveJob(findRegionsJob, input, { signal })).regions;
}

function apply(table: SearchInput, { columns }: MatchedJitter): SearchInput {
	const human = (at: number) =>
		columns.find(({ column }) => column === at)?.human ?? table.columns[at]!.human;
	return {
		...table,
		columns: table.columns.map((column, at) => ({ ...column, human: human(at) }))
	};
}

describe('jitter', () => {
	const BY = 4;
	const HOLE = { a: [30, 70], d: [20, 50] } as const;
	const isIn = (value: number, [low, high]: readonly [number, number]) =>
		value >= low && value <= high;
	const torn = tables((row, random) => {
		const one = moved(row, random, BY);
		return isIn(one.a, HOLE.a) && isIn(one.d, HOLE.d) && random.next() < 0.5 ? null : one;
	});

	let matched: MatchedJitter;
	beforeAll(async () => {
		matched = await match(torn);
	});

	it('is told by the columns that it tears apart, and by how much', () => {
		const { columns, relations } = matched;
		expect(columns.map(({ column }) => column)).toEqual([0, 1, 2]);
		expect(new Set(relations.flatMap((relation) => relation.columns))).toEqual(new Set([0, 1, 2]));
		for (const by of relations.flatMap((relation) => relation.moved))
			expect(Math.abs(by - BY)).toBeLessThan(BY / 3);
	});

	it('leaves values where they are that the generator keeps', () => {
		const [{ human }] = matched.columns as [MatchedJitter['columns'][0]];
		const as = torn.columns[0]!.human;
		const kept = as.filter((code, row) => code === 1 && human[row] === 1).length;
		expect(kept).toBe(as.filter((code) => code === 1).length);
		expect(as.filter((code, row) => code !== human[row]).length).toBeGreaterThan(ROWS / 2);
	});

	it('buries no hole once it is matched', async () => {
		expect((await found(torn)).length).toBeGreaterThan(20);
		const left = await found(apply(torn, matched), torn);
		expect(left.length).toBeLessThan(5);
		const hole = left.find(({ region }) => region.some(({ column }) => column === 3))!.region;
		expect(hole.map(({ column }) => column)).toEqual([0, 3]);
		hole.forEach(({ from, to }, i) => {
			const [low, high] = i === 0 ? HOLE.a : HOLE.d;
			expect(Math.abs(from - low) + Math.abs(to - high)).toBeLessThan(4);
		});
	});

	it('is not seen where both are drawn alike', async () => {
		expect(await match(tables((row) => row))).toEqual({ columns: [], relations: [] });
	});

	it('is not what a lost relation is', async () => {
		const lost = tables((row, random) => ({ ...row, b: draw(random).b }));
		expect((await match(lost)).columns).toEqual([]);
	});
});
