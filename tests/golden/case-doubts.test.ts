import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCases } from '$lib/analysis/cases/find-cases';
import { rankedRow } from '$lib/analysis/cases/judge-cases';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createRandom } from '$lib/kernels/random';
import type { CaseReport } from '$lib/terms/case';
import type { Role } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { inNodeContext } from '../node-context';

const ROWS = 2000;
const COLUMNS = [
	...['id', 'age', 'education', 'educationNum', 'job', 'town', 'price'],
	...['code', 'points', 'begun', 'ended', 'visits']
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

const EDUCATIONS = ['Primary', 'Secondary', 'Bachelors', 'Masters', 'Doctorate'];

/** People as they are: the years follow the degree, the town the job, points the age, an end its beginning. */
function ordinaryRows(seed: number): Row[] {
	const random = createRandom(seed);
	const day = (count: number) => new Date(Date.UTC(2020, 0, 1 + count)).toISOString().slice(0, 10);
	return Array.from({ length: ROWS }, (_, id): Row => {
		const age = 20 + random.below(45);
		const degree = random.below(EDUCATIONS.length);
		const job = ['baker', 'smith', 'nurse', 'clerk'][random.below(4)]!;
		const isInland = job === 'baker' || job === 'smith';
		const begun = random.below(900);
		return {
			...{ id: `p${id}`, age, education: EDUCATIONS[degree]!, educationNum: 5 + 3 * degree, job },
			town: (isInland ? ['Hill', 'Dale'] : ['Port', 'Harbour'])[random.below(2)]!,
			price: (100 + random.below(900)) / 100,
			code: random.below(50),
			points: 2 * age + random.below(3),
			...{ begun: day(begun), ended: day(begun + random.below(20)), visits: random.below(50) }
		};
	});
}

const PLAIN: Row = {
	...{ id: 'dirty', age: 40, education: 'Masters', educationNum: 14, job: 'nurse', town: 'Port' },
	...{ price: 4.5, code: 20, points: 81, begun: '2020-03-01', ended: '2020-03-09', visits: 9 }
};

/** An error a row, the doubt it is to raise, and the columns that it is to name. */
const DIRT: readonly (readonly [change: Partial<Row>, kind: string, columns: string[]])[] = [
	[{ age: 150, points: 301 }, 'impossible', ['age']],
	[{ code: 99_999 }, 'sentinel', ['code']],
	[{ begun: '1900-01-01' }, 'sentinel', ['begun']],
	[{ code: -7 }, 'sign', ['code']],
	[{ price: 94.5 }, 'isolated', ['price']],
	[{ code: 12.5 }, 'decimal', ['code']],
	[{ price: 4.567_89 }, 'decimal', ['price']],
	[{ town: 'PORT' }, 'spelling', ['town']],
	[{ education: 'Mastres' }, 'spelling', ['education']],
	[{ town: '7' }, 'sentinel', ['town']],
	[{ job: 'n/a' }, 'sentinel', ['job']],
	[{ age: 91, points: 183, code: 49 }, 'duplicate', []],
	[{ job: 'baker' }, 'dependency', ['job', 'town']],
	[{ education: 'Primary' }, 'dependency', ['education', 'educationNum']],
	[{ points: 30 }, 'dependency', ['age', 'points']],
	[{ ended: '2019-08-01' }, 'dependency', ['begun', 'ended']]
];

describe('doubtRows', () => {
	let folder: string;
	let report: CaseReport;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lacuna-doubts-'));
		// Many visits make cases of them all; the errors alone would not.
		const dirty = DIRT.map(([change], i): Row => ({
			...PLAIN,
			id: `dirty${i}`,
			visits: 200 + 3 * i,
			...change
		}));
		const twin = { ...dirty[DIRT.findIndex(([, kind]) => kind === 'duplicate')]!, id: 'twin' };
		report = await casesOf({
			human: [...ordinaryRows(1), ...dirty, twin],
			synthetic: ordinaryRows(2)
		});
	});
	afterAll(() => rm(folder, { recursive: true }));

	async function casesOf(tables: Record<Role, readonly Row[]>): Promise<CaseReport> {
		const source = async (role: Role) => {
			const path = join(folder, `${role}.csv`);
			const lines = tables[role].map((row) => COLUMNS.map((column) => row[column]).join(','));
			await writeFile(path, [COLUMNS.join(','), ...lines].join('\n'));
			return { kind: 'path', name: `${role}.csv`, path } as const;
		};
		const sources = { human: await source('human'), synthetic: await source('synthetic') };
		return inNodeContext(async (ctx) => {
			const pair = await openPair(sources, EMPTY_RECIPE, ctx);
			return findCases(pair, await profilePair(pair, EMPTY_RECIPE, ctx), EMPTY_RECIPE, ctx);
		});
	}

	it.each(DIRT.map(([change, kind, columns], i) => ({ change, kind, columns, row: ROWS + i })))(
		'finds $kind in $change',
		({ kind, columns, row }) => {
			const found = report.cases.find((one) => one.row === row);
			expect(
				found?.doubts.map((doubt) => ({ kind: doubt.kind, columns: doubt.columns }))
			).toContainEqual({ kind, columns });
		}
	);

	it('looks at every row that passes, listed or not', async () => {
		const visitors = ordinaryRows(3)
			.slice(0, 500)
			.map((row, i): Row => ({ ...row, id: `v${i}`, visits: 200 + (i % 100) }));
		// So little is out of place that others are farther.
		visitors[100] = { ...visitors[100]!, price: 4.567 };
		const human = [...ordinaryRows(1), ...visitors];
		const { cases, rows, doubts, totals } = await casesOf({ human, synthetic: ordinaryRows(2) });
		const slip = ROWS + 100;
		expect(totals.novel).toBeGreaterThan(450);
		expect(totals.inDoubt).toBeLessThan(10);
		expect(cases.map(({ row }) => row)).not.toContain(slip);
		expect(doubts.get(slip)?.map(({ kind }) => kind)).toEqual(['decimal']);
		const passing = [...rows.score.keys()].filter((row) => rankedRow(row, rows).evidence !== 'far');
		expect(passing.every((row) => doubts.has(row))).toBe(true);
		for (const one of cases) expect(doubts.get(one.row)).toBe(one.doubts);
	});

	it('doubts no row that is as the others are', () => {
		const ordinary = report.cases.filter(({ row }) => row < ROWS);
		expect(ordinary.length).toBeGreaterThan(20);
		expect(ordinary.flatMap(({ doubts }) => doubts)).toEqual([]);
	});
});
