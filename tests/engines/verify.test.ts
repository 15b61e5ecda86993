import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseGaps } from '$lib/analysis/analyse';
import { measureRegion } from '$lib/analysis/gaps/measure-region';
import { parseAcceptance } from '$lib/analysis/share/acceptance-schema';
import { checkReturn } from '$lib/analysis/verify/check-return';
import { rejectedCsv } from '$lib/analysis/verify/rejected-csv';
import { freezeFindings } from '$lib/analysis/verify/freeze';
import { makeShareable } from '$lib/analysis/verify/shareable';
import { verifyVersions } from '$lib/analysis/verify-versions';
import type { AcceptanceCheck } from '$lib/terms/brief';
import type { Source } from '$lib/terms/dataset';
import type { Gap } from '$lib/terms/gap';
import type { Findings } from '$lib/terms/findings';
import { DEFAULT_SETTINGS, EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import type { Condition, Region } from '$lib/terms/region';
import { inNodeContext } from '../node-context';

const file = (name: string): Source => ({ kind: 'path', name, path: `tests/golden/${name}` });
const human = file('planted-human.parquet');
const synthetic = file('planted-synthetic.parquet');
const today = '2026-11-22';
const recipe: Recipe = {
	...EMPTY_RECIPE,
	settings: { ...DEFAULT_SETTINGS, maxConditions: 2, searchRows: 1_500 }
};

describe('verifying versions of a synthetic table', () => {
	it('opens, closes and reopens regions as versions come and go', async () => {
		const versions = [synthetic, { ...human, name: 'mended.parquet' }, synthetic];
		const baseline = { recipe, findings: null };
		const trend = await inNodeContext((ctx) =>
			verifyVersions({ human, versions, baseline, today }, ctx)
		);
		const verdicts = trend.versions.map(({ regions }) => [
			...new Set(regions.map((r) => r.verdict))
		]);
		expect(trend.frozen.regions.length).toBeGreaterThan(0);
		expect(verdicts).toEqual([['open'], ['closed'], ['reopened']]);
		const [first, mended] = trend.versions;
		expect(first!.missingShare).toBeGreaterThan(0);
		expect(first!.frozenShort).toBeGreaterThanOrEqual(first!.missingShare);
		expect(mended).toMatchObject({ missingShare: 0, inGaps: 0, frozenShort: 0, newGaps: [] });
		expect(mended!.diversity).toEqual(trend.humanDiversity);
		expect(mended!.regions.every(({ needed }) => needed === 0)).toBe(true);
		expect(trend.isOtherHuman).toBe(false);
	}, 120_000);

	it('tells gaps that were not frozen, and says when the human file is another', async () => {
		const findings = await inNodeContext(async (ctx) => {
			const analysis = await analyseGaps({ human, synthetic }, recipe, ctx);
			return freezeFindings(analysis, recipe, today, ctx);
		});
		const empty: Findings = { ...findings, regions: [] };
		const other = { sizeBytes: 1, rowCount: 1, sha256: 'a'.repeat(64) };
		const named = { ...recipe, sources: { human: { name: 'x', fingerprint: other } } };
		const trend = await inNodeContext((ctx) =>
			verifyVersions(
				{ human, versions: [synthetic], baseline: { recipe: named, findings: empty }, today },
				ctx
			)
		);
		const confirmed = findings.regions.filter((region) => region.confirmed);
		expect(trend.versions[0]!.newGaps.map(({ id }) => id)).toEqual(confirmed.map(({ id }) => id));
		expect(trend.isOtherHuman).toBe(true);
	}, 60_000);
});

describe('frozen findings', () => {
	it('hold no category, bound or region that fewer than ten human rows stand behind', async () => {
		await inNodeContext(async (ctx) => {
			const analysis = await analyseGaps({ human, synthetic }, recipe, ctx);
			const numeric = analysis.profile.find(({ use }) => use === 'measure')!;
			const max = Number(numeric.sides.human.max);
			const min = Number(numeric.sides.human.min);
			const beyond: Condition = {
				kind: 'range',
				of: 'number',
				column: numeric.pair.name,
				low: (min + max) / 2,
				high: max + 1,
				isLowClosed: true,
				isHighClosed: true
			};
			const { name: column } = analysis.open.columns[0]!;
			const nobody: Region = {
				conditions: [{ kind: 'set', column, values: ['a value of nobody'] }]
			};
			const some = { ...recipe, chosen: [{ conditions: [beyond] }], ownRegions: [nobody] };
			const findings = await freezeFindings(analysis, some, today, ctx);
			const shared = (await makeShareable({ recipe: some }, [], analysis.open, ctx)).recipe;
			const opened = { ...beyond, high: null };
			expect(shared.chosen).toEqual([{ conditions: [opened] }]);
			expect(shared.ownRegions).toEqual([]);
			expect(findings.withheld).toBe(1);
			expect(findings.regions.every(({ human }) => human.count >= 10)).toBe(true);
			expect(findings.regions.map(({ region }) => region)).toContainEqual({ conditions: [opened] });
			expect(JSON.stringify([findings, shared])).not.toContain('nobody');
		});
	}, 60_000);
});

describe('frozen findings of a search', () => {
	let folder = '';
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lacuna-freeze-'));
	});
	afterAll(() => rm(folder, { recursive: true }));

	/** A CSV file of 400 rows. */
	async function table(name: string, head: string, rowOf: (i: number) => string): Promise<Source> {
		const path = join(folder, name);
		const rows = Array.from({ length: 400 }, (_, i) => rowOf(i));
		await writeFile(path, [head, ...rows].join('\n'));
		return { kind: 'path', name, path };
	}

	it('keep the correction for being chosen where a region is coarsened, and no other does', async () => {
		const pair = {
			human: await table('ages.csv', 'age', (i) => String(i % 100)),
			synthetic: await table('made-ages.csv', 'age', (i) => String(i % 40 === 0 ? 80 : i % 50))
		};
		const atLeast70 = (high: number | null): Condition => ({
			kind: 'range',
			of: 'number',
			column: 'age',
			low: 70,
			high,
			isLowClosed: true,
			isHighClosed: true
		});
		// Nobody stands behind a bound of 200, so that it cannot be told.
		const closed: Region = { conditions: [atLeast70(200)] };
		await inNodeContext(async (ctx) => {
			const analysis = await analyseGaps(pair, recipe, ctx);
			const { open, profile } = analysis;
			const measured = await measureRegion(closed, open, profile, recipe, ctx);
			const found: Gap = {
				...measured,
				score: 50,
				pValue: 0.001,
				pAdjusted: 0.001,
				confirmed: true,
				effectBasis: 'selection-corrected'
			};
			const frozenAs = async (gaps: readonly Gap[], some: Recipe) => {
				const searched = { ...analysis, gaps: { ...analysis.gaps, gaps } };
				return (await freezeFindings(searched, some, today, ctx)).regions;
			};
			const [gap] = await frozenAs([found], recipe);
			const [chosen] = await frozenAs([], { ...recipe, chosen: [closed] });
			expect(gap!.region).toEqual({ conditions: [{ ...atLeast70(null) }] });
			expect(chosen!.region).toEqual(gap!.region);
			expect([gap!.confirmed, chosen!.confirmed]).toEqual([true, false]);
			expect(chosen!.ratio.high).toBeCloseTo(measured.ratio.high, 9);
			expect(gap!.ratio.high).toBeGreaterThan(chosen!.ratio.high * 1.1);
		});
	}, 60_000);

	it('tell new gaps of tables with a column called known', async () => {
		const head = 'known,age';
		const row = (age: number) => `${age % 2 === 0},${age}`;
		const pair = {
			human: await table('known.csv', head, (i) => row(i % 100)),
			synthetic: await table('made-known.csv', head, (i) => row(i % 50))
		};
		const { newGaps } = await inNodeContext(async (ctx) => {
			const analysis = await analyseGaps(pair, recipe, ctx);
			const baseline = { recipe, findings: await freezeFindings(analysis, recipe, today, ctx) };
			const { regions, ...rest } = baseline.findings;
			expect(regions.length).toBeGreaterThan(0);
			const findings = { ...rest, regions: [] };
			const trend = await verifyVersions(
				{ human: pair.human, versions: [pair.synthetic], baseline: { recipe, findings }, today },
				ctx
			);
			return trend.versions[0]!;
		});
		expect(newGaps.length).toBeGreaterThan(0);
	}, 60_000);

	it('keep the effective sizes of weighted rows', async () => {
		const head = 'group,weight';
		const pair = {
			human: await table('human.csv', head, (i) => `${i % 4 === 0 ? 'a' : 'b'},${(i % 5) + 1}`),
			synthetic: await table('made.csv', head, (i) => `${i % 40 === 0 ? 'a' : 'b'},1`)
		};
		const weighted: Recipe = {
			...recipe,
			uses: { weight: 'weight' },
			chosen: [{ conditions: [{ kind: 'set', column: 'group', values: ['a'] }] }]
		};
		const findings = await inNodeContext(async (ctx) => {
			const analysis = await analyseGaps(pair, weighted, ctx);
			return freezeFindings(analysis, weighted, today, ctx);
		});
		// Weights 1 to 5 in equal numbers: (3 n)² / (11 n) of n rows.
		expect(findings.effectiveRows!.human).toBeCloseTo((400 * 9) / 11, 6);
		expect(findings.regions[0]!.effective!.human).toBeCloseTo((100 * 9) / 11, 6);
	}, 60_000);
});

describe('returned data', () => {
	let folder = '';
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lacuna-return-'));
	});
	afterAll(() => rm(folder, { recursive: true }));

	const over60: Condition = {
		kind: 'range',
		of: 'number',
		column: 'age',
		low: 60,
		high: null,
		isLowClosed: true,
		isHighClosed: false
	};
	const region: Region = { conditions: [over60] };
	const frozen: Findings = {
		frozenOn: today,
		recipeHash: '0'.repeat(16),
		rows: { human: 1000, synthetic: 1000 },
		floor: 10,
		withheld: 0,
		inGaps: 0.1,
		notMendable: 0.1,
		regions: [
			{
				id: 'r0000000000000000',
				region,
				human: { count: 100, weight: 100, share: 0.1 },
				synthetic: { count: 0, weight: 0, share: 0 },
				ratio: { estimate: 0, low: 0, high: 0.04, level: 0.95 },
				kind: 'absent',
				confirmed: true
			}
		]
	};
	const acceptance: readonly AcceptanceCheck[] = [
		{ id: 'consent', kind: 'consent', words: 'agreed', column: 'consent' },
		{ id: 'cap', kind: 'person-cap', words: 'at most 2', column: 'person_id', max: 2 },
		{ id: 'unique', kind: 'unique', words: 'once', columns: ['record_id'] },
		{ id: 'length', kind: 'length', words: 'long', column: 'story', min: 10, max: 100 },
		{ id: 'personal', kind: 'personal-data', words: 'no names', columns: ['story'] },
		{ id: 'near', kind: 'near-duplicate', words: 'own words', columns: ['story'], threshold: 0.8 },
		{ id: 'region', kind: 'region', words: '', regionId: '', sql: 'never run', region },
		{
			id: 'schema',
			kind: 'schema',
			words: '',
			columns: [
				{
					name: 'age',
					type: 'integer',
					values: null,
					isClosed: false,
					min: 18,
					max: 110,
					isRequired: true,
					origin: 'asked',
					description: ''
				},
				{
					name: 'consent',
					type: 'category',
					values: ['true', 'yes'],
					isClosed: false,
					min: null,
					max: null,
					isRequired: true,
					origin: 'asked',
					description: ''
				}
			]
		}
	];

	async function check(rows: readonly string[], name = 'returned.csv') {
		const path = join(folder, name);
		await writeFile(path, ['record_id,person_id,consent,age,story', ...rows].join('\n'));
		const returned: Source = { kind: 'path', name, path };
		const input = { returned, human: null, frozen, tolerance: 0.1, acceptance };
		return inNodeContext((ctx) => checkReturn(input, ctx));
	}

	it('is checked row by row, and each check names the rows that fail it', async () => {
		const result = await check([
			'1,anna,true,64,The shop was closed when I came',
			'2,anna,true,70,My parcel got lost between two depots',
			'3,anna,true,71,A third tale by the same person here',
			'4,ben,no,66,He never agreed to any of this at all',
			'4,cleo,true,67,This record number was taken before',
			'6,dora,true,,Nobody knows how old this person is',
			'7,emil,true,65,short',
			'8,fay,true,80,Write to me: fay@example.org or call',
			'9,gil,true,81,The SHOP was  closed when I came',
			'10,hal,true,30,Young and honest but outside of it all',
			'11,ida,true,16,Too young to be one of those one expects',
			'12,jon,1,640,As old as no one has ever been until now'
		]);
		const failed = Object.fromEntries(
			result.checks.filter(({ failed }) => failed > 0).map(({ id, rows }) => [id, rows])
		);
		expect(failed).toEqual({
			consent: [3],
			cap: [2],
			unique: [4],
			length: [6],
			personal: [7],
			'near:story': [8],
			'schema:age': [5],
			'usual:age': [10, 11],
			'usual:consent': [3, 11],
			region: [5, 9, 10]
		});
		// What is unusual is told, and kept.
		expect(result).toMatchObject({ rows: 12, accepted: 5, added: [3] });
	}, 30_000);

	it('closes a region once enough accepted rows are added', async () => {
		const rows = Array.from(
			{ length: 120 },
			(_, i) =>
				`${i},p${i},true,${60 + (i % 30)},${i} ${'abcdefghij'[i % 10]!.repeat(9)} ${i * 7919}`
		);
		const few = await check(rows.slice(0, 40), 'few.csv');
		expect(few.accepted).toBe(40);
		expect(few.regions[0]).toMatchObject({ verdict: 'improved', needed: 59 });
		const enough = await check(rows, 'enough.csv');
		expect(enough.regions[0]).toMatchObject({ verdict: 'closed', needed: 0 });
	}, 30_000);

	it('is held against the human table, so that nothing is handed in twice', async () => {
		const path = join(folder, 'people.csv');
		await writeFile(path, 'age,story\n64,one\n65,two');
		const again = join(folder, 'again.csv');
		await writeFile(again, 'age,story\n65,two\n66,three\n66,three');
		const source = (path: string): Source => ({ kind: 'path', name: 'x.csv', path });
		const input = { returned: source(again), human: source(path), frozen, tolerance: 0.1 };
		const result = await inNodeContext((ctx) => checkReturn({ ...input, acceptance: [] }, ctx));
		expect(result.checks.map(({ id, rows }) => [id, rows])).toEqual([
			['repeat', [2]],
			['known', [0]]
		]);
		expect(result.accepted).toBe(1);
	}, 30_000);

	it('is held against it by every column, though one bad cell makes texts of numbers', async () => {
		const path = join(folder, 'paid.csv');
		await writeFile(path, 'age,pay,story\n64,100,one\n65,200,two\n66,,three');
		const again = join(folder, 'paid-again.csv');
		await writeFile(again, 'age,pay,story\n64,100.0,one\n65,999,two\n66,x,three\n66,,three');
		const source = (path: string): Source => ({ kind: 'path', name: 'x.csv', path });
		const input = { returned: source(again), human: source(path), frozen, tolerance: 0.1 };
		const result = await inNodeContext((ctx) => checkReturn({ ...input, acceptance: [] }, ctx));
		expect(result.checks.find(({ id }) => id === 'known')!.rows).toEqual([0, 3]);
	}, 30_000);

	it('is searched for near copies together with the human table, and each rejected row says why', async () => {
		const path = join(folder, 'stories.csv');
		await writeFile(path, 'age,story\n64,The shop was closed when I came');
		const again = join(folder, 'retold.csv');
		await writeFile(
			again,
			[
				'age,story',
				'70,The SHOP was  closed when I came',
				'71,My parcel got lost between two depots',
				'72,My parcel got lost between two depots',
				'73,=SUM(A1) is not a tale that anybody told'
			].join('\n')
		);
		const source = (path: string): Source => ({ kind: 'path', name: 'x.csv', path });
		const near = acceptance.filter(({ kind }) => kind === 'near-duplicate');
		const input = { returned: source(again), human: source(path), frozen, tolerance: 0.1 };
		const [result, csv] = await inNodeContext(async (ctx) => {
			const check = await checkReturn({ ...input, acceptance: near }, ctx);
			return [check, await rejectedCsv({ ...check, rejected: allRejected }, ctx)] as const;
		});
		expect(result.checks.map(({ id, rows }) => [id, rows])).toEqual([
			['repeat', []],
			['known', []],
			['near:story', [2]],
			['near:story:known', [0]]
		]);
		expect(result.rejected).toEqual([
			{ row: 0, reasons: ['story is not nearly a text of the human table.'] },
			{ row: 2, reasons: ['own words'] }
		]);
		expect(csv.split('\r\n')).toEqual([
			'row,rejected_because,age,story',
			'0,why,70,The SHOP was  closed when I came',
			"3,why,73,'=SUM(A1) is not a tale that anybody told",
			''
		]);
	}, 30_000);
	const allRejected = [0, 3].map((row) => ({ row, reasons: ['why'] }));

	async function checkFile(
		name: string,
		text: string,
		acceptance: readonly AcceptanceCheck[] = []
	) {
		const path = join(folder, name);
		await writeFile(path, text);
		const returned: Source = { kind: 'path', name, path };
		const input = { returned, human: null, frozen, tolerance: 0.1, acceptance };
		return inNodeContext((ctx) => checkReturn(input, ctx));
	}

	it('numbers its rows by their place, whatever a column of it is called', async () => {
		const result = await checkFile('numbered.csv', 'NTH,age\n9,64\n7,70\n9,64\n');
		expect(result.rejected.map(({ row }) => row)).toEqual([2]);
	});

	it('answers a brief that was written by hand, whatever it says of the columns', async () => {
		const column = (name: string, type: string, of: object) => ({
			...{ name, type, values: null, isClosed: true, min: null, max: null },
			...{ isRequired: false, origin: 'asked', description: '', ...of }
		});
		const check = (columns: readonly object[]) =>
			JSON.stringify({ acceptance: [{ id: 'schema', words: '', kind: 'schema', columns }] });
		expect(() =>
			parseAcceptance(check([column('age', 'number', { min: 'sixty' })]), 'brief.json')
		).toThrow('a text where its numbers have a bound');
		const odd = check([
			column('age', 'number', { values: ['many', '70'] }),
			column('day', 'date', { min: 'yesterday', max: 5 }),
			column('told', 'boolean', { values: ['perhaps'] }),
			column('story', 'category', { values: [], isClosed: true })
		]);
		const result = await checkFile(
			'odd.csv',
			'age,day,told,story\n70,2020-01-01,true,a\n71,2020-01-02,false,b\n',
			parseAcceptance(odd, 'brief.json')
		);
		expect(result.checks.map(({ id, rows }) => [id, rows])).toEqual([
			['schema:age', [1]],
			['schema:day', []],
			['usual:day', []],
			['schema:told', [0, 1]],
			['schema:story', [0, 1]],
			['repeat', []]
		]);
	});

	it.each([
		['other.csv', 'years\n64', 'other.csv has no column age'],
		['none.csv', 'age\n', 'none.csv holds not a single row'],
		[
			'dates.csv',
			'age\n2020-01-01\n2021-02-03',
			'The column age of dates.csv holds dates, where a region asks for numbers'
		],
		['lists.jsonl', '{"age": [64]}', 'The column age of lists.jsonl holds JSON values']
	])('is refused in words where %s cannot be checked', async (name, text, message) => {
		await expect(checkFile(name, text)).rejects.toThrow(message);
	});
});
