import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCases } from '$lib/analysis/cases/find-cases';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { driveJob } from '$lib/kernels/drive-job';
import { createRandom } from '$lib/kernels/random';
import type { CaseReport } from '$lib/terms/case';
import type { Role } from '$lib/terms/dataset';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { inNodeContext } from '../node-context';

const ROWS = 2000;
const HEADER = 'age,hours,code,job,town,day';

/** Ordinary rows: hours follow age, the town follows the job. */
function ordinaryRows(seed: number, count = ROWS): string[] {
	const random = createRandom(seed);
	return Array.from({ length: count }, () => {
		const age = 20 + random.below(45);
		const hours = 20 + Math.round(age / 3) + random.below(8);
		const job = ['baker', 'smith', 'nurse', 'clerk'][random.below(4)]!;
		const isInland = job === 'baker' || job === 'smith';
		const town = (isInland ? ['Hill', 'Dale'] : ['Port', 'Quay'])[random.below(2)]!;
		const day = `2024-0${1 + random.below(6)}-1${random.below(10)}`;
		return [age, hours, random.below(50), job, random.next() < 0.02 ? '' : town, day].join(',');
	});
}

/** Twelve like each other: old hands with long hours, on one kind of day. */
const NIGHT_WATCH = Array.from({ length: 12 }, (_, i) => {
	return `${88 + i},${95 + i},${4 * i},smith,Hill,2024-03-15`;
});
const MISPAIRED = '40,35,20,baker,Quay,2024-03-15';
const SENTINEL = '35,34,99999,nurse,Port,2024-03-15';

const WATCH_ROWS = NIGHT_WATCH.map((_, i) => ROWS + i);
const SENTINEL_ROW = ROWS + NIGHT_WATCH.length + 1;

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lacuna-cases-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function casesOf(
	tables: Record<Role, readonly string[]>,
	{
		concurrency = 1,
		signal = new AbortController().signal,
		recipe = EMPTY_RECIPE
	}: { concurrency?: number; signal?: AbortSignal; recipe?: Recipe } = {}
): Promise<CaseReport> {
	const source = async (role: Role) => {
		const path = join(folder, `${role}.csv`);
		await writeFile(path, [HEADER, ...tables[role]].join('\n'));
		return { kind: 'path', name: `${role}.csv`, path } as const;
	};
	const sources = { human: await source('human'), synthetic: await source('synthetic') };
	const compute = { concurrency, run: driveJob, close: async () => {} };
	return inNodeContext(
		async (ctx) => {
			const pair = await openPair(sources, EMPTY_RECIPE, ctx);
			const profiles = await profilePair(pair, EMPTY_RECIPE, ctx);
			return findCases(pair, profiles, recipe, ctx);
		},
		{ compute, signal }
	);
}

describe('findCases', () => {
	const human = [...ordinaryRows(1), ...NIGHT_WATCH, MISPAIRED, SENTINEL];
	const synthetic = ordinaryRows(2);

	it('ranks planted rows first and says what sets them apart', async () => {
		const report = await casesOf({ human, synthetic });
		const top = report.cases.slice(0, 13).map(({ row }) => row);
		expect(top.toSorted((a, b) => a - b)).toEqual([...WATCH_ROWS, SENTINEL_ROW]);
		expect(report.totals.unlikeSynthetic).toBeGreaterThanOrEqual(13);
		const sentinel = report.cases.find(({ row }) => row === SENTINEL_ROW)!;
		expect(sentinel.columns[0]!.column).toBe('code');
		expect(sentinel.reasons[0]!.words).toBe(
			'code is 99999 or more: only this human row, no synthetic rows'
		);
		expect(sentinel.doubts.map(({ kind }) => kind)).toEqual(['isolated', 'sentinel']);
		expect(sentinel.evidence).toBe('unlike-synthetic');
	});

	it('calls novel what people have neighbours for, not what stands alone among people too', async () => {
		const { cases, totals, rows } = await casesOf({ human, synthetic });
		const novel = cases.filter(({ evidence }) => evidence === 'novel').map(({ row }) => row);
		expect(novel).toEqual(expect.arrayContaining(WATCH_ROWS));
		// One in ten may be false by what the report states.
		expect(totals.novel).toBeLessThanOrEqual(WATCH_ROWS.length + 1);
		expect(novel).not.toContain(SENTINEL_ROW);
		for (const row of WATCH_ROWS) expect(rows.excess[row]!).toBeGreaterThan(4);
		expect(rows.score).toHaveLength(human.length);
	});

	it('groups like cases under one region with exact counts', async () => {
		const { groups, cases } = await casesOf({ human, synthetic });
		const watch = groups.find(({ rows }) => rows.includes(ROWS))!;
		expect(watch.rows.toSorted((a, b) => a - b)).toEqual(WATCH_ROWS);
		expect([watch.human.count, watch.synthetic.count]).toEqual([12, 0]);
		expect(cases.find(({ row }) => row === SENTINEL_ROW)!.group).toBeNull();
	});

	it('makes no group of rows that the recipe calls errors', async () => {
		const judgements = Object.fromEntries(
			WATCH_ROWS.slice(0, 10).map((row) => [`c${row}`, 'error' as const])
		);
		const recipe = { ...EMPTY_RECIPE, judgements };
		const { groups, cases } = await casesOf({ human, synthetic }, { recipe });
		expect(groups.flatMap(({ rows }) => rows).filter((row) => WATCH_ROWS.includes(row))).toEqual(
			[]
		);
		expect(cases.map(({ row }) => row)).toEqual(expect.arrayContaining(WATCH_ROWS));
	});

	it('doubts a row whose categories exclude each other', async () => {
		const { cases } = await casesOf({ human, synthetic });
		const mispaired = cases.find(({ row }) => row === SENTINEL_ROW - 1)!;
		expect(mispaired.doubts.map(({ kind }) => kind)).toEqual(['dependency']);
		expect(mispaired.reasons[0]!.words).toContain('town is Quay and job is baker');
	});

	it('doubts numbers that break an order, leave a line or a range that human rows keep', async () => {
		const tied = (row: string, i: number) => {
			const [age = '', , code, job, town, day] = row.split(',');
			const inland = town === 'Hill' || town === 'Dale' ? 40 : 4;
			return `${age},${2 * Number(age) + (i % 3)},${inland + (Number(code) % 9)},${job},${town},${day}`;
		};
		const odd = ['60,40,5,nurse,Port,2024-03-15', '30,61,90,nurse,Port,2024-03-15'];
		const { cases } = await casesOf({
			human: [...ordinaryRows(1).map(tied), ...odd],
			synthetic: ordinaryRows(2).map(tied)
		});
		const doubtsOf = (row: number) => cases.find((one) => one.row === row)!.doubts;
		expect(doubtsOf(ROWS).map(({ words }) => words)).toEqual([
			'age is 60 and hours 40; hardly a human row has the first above the second.'
		]);
		expect(doubtsOf(ROWS + 1).map(({ columns }) => columns)).toContainEqual(['town', 'code']);
	});

	it('lets nothing pass where both tables are of one kind', async () => {
		for (const seed of [3, 4, 5]) {
			const report = await casesOf({
				human: ordinaryRows(10 * seed),
				synthetic: ordinaryRows(10 * seed + 1)
			});
			expect(report.totals).toEqual({ novel: 0, unlikeSynthetic: 0, inventions: 0, inDoubt: 0 });
			expect(report.novelExcess).toBeNull();
		}
	});

	it('groups synthetic rows that no person comes near, with their reasons and the reverse counts', async () => {
		const invented = Array.from(
			{ length: 15 },
			(_, i) => `${2 + i},${90 + i},7,nurse,Quay,2024-03-15`
		);
		const people = human.slice(0, ROWS);
		const { inventions, inventionGroups, totals } = await casesOf({
			human: people,
			synthetic: [...synthetic, ...invented]
		});
		const rows = invented.map((_, i) => synthetic.length + i);
		expect(totals.inventions).toBeGreaterThanOrEqual(invented.length);
		const group = inventionGroups.find((each) => rows.every((row) => each.rows.includes(row)))!;
		expect(group.human.count).toBe(0);
		const first = inventions.find(({ row }) => row === rows[0])!;
		expect(first.group).toBe(group.id);
		expect(first.reasons[0]!.words).toMatch(/synthetic rows?, no human rows$/);
		expect(first.reasons[0]!.counts.synthetic).toBeGreaterThan(0);
	});

	it('counts synthetic rows that copy people, the solitary first', async () => {
		const copying = [...synthetic, NIGHT_WATCH[0]!, SENTINEL];
		const { copies } = await casesOf({ human, synthetic: copying });
		expect(copies.rows[0]!.humanRow).toBe(SENTINEL_ROW);
		expect(copies.rows.map(({ humanRow }) => humanRow)).toContain(ROWS);
		expect(copies.count).toBeGreaterThanOrEqual(2);
		expect(copies.expected).toBeLessThan(20);
	});

	it('answers the same on one thread and on two', async () => {
		const small = { human: human.slice(1500), synthetic: synthetic.slice(1500) };
		expect(await casesOf(small, { concurrency: 2 })).toEqual(await casesOf(small));
	});

	it('stops when it is told to', async () => {
		const signal = AbortSignal.abort();
		await expect(casesOf({ human, synthetic }, { signal })).rejects.toHaveProperty(
			'name',
			'AbortError'
		);
	});
});
