import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	compareTables,
	type Comparison,
	type MeasureOptions
} from '$lib/analysis/compare/compare-tables';
import { TABLE_MEASURES } from '$lib/analysis/compare/measure-all';
import { mirrorWords, populationWords } from '$lib/analysis/compare/population/mirror-words';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { inThisThread } from '$lib/kernels/drive-job';
import { regionSql } from '$lib/sql/predicate';
import type { ColumnUse } from '$lib/terms/column';
import type { MeasureName } from '$lib/terms/measure';
import type { NumberVector, SqlEngine } from '$lib/terms/engine';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

const SAMPLES = {
	human: 'static/samples/adult-human.parquet',
	tvae: 'static/samples/adult-tvae.parquet',
	holdout: 'static/samples/adult-holdout.parquet'
};

let scratch = '';
let engine: SqlEngine;

const source = (path: string) => ({ kind: 'path' as const, name: basename(path), path });

function context(signal = new AbortController().signal): RunContext {
	return {
		engine,
		compute: inThisThread,
		signal,
		onProgress: () => {}
	};
}

async function open(
	synthetic: string,
	human = SAMPLES.human,
	uses: Readonly<Record<string, ColumnUse>> = {}
): Promise<Comparison> {
	const recipe = { ...EMPTY_RECIPE, uses };
	const sources = { human: source(human), synthetic: source(synthetic) };
	const pair = await openPair(sources, recipe, context());
	return compareTables(pair, await profilePair(pair, recipe, context()), recipe);
}

async function file(name: string, content: string): Promise<string> {
	const path = join(scratch, name);
	await writeFile(path, content);
	return path;
}

async function count(sql: string): Promise<number> {
	const { columns } = await engine.query(`SELECT (${sql})::DOUBLE AS n`, {
		signal: new AbortController().signal
	});
	return (columns[0] as NumberVector).values[0]!;
}

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'lacuna-compare-'));
	engine = createNodeEngine();
});

afterAll(async () => {
	await engine.close();
	await rm(scratch, { recursive: true });
});

describe('adult against its TVAE', () => {
	let comparison: Comparison;
	beforeAll(async () => {
		comparison = await open(SAMPLES.tvae);
	});
	const measure = <Name extends MeasureName>(name: Name, options?: MeasureOptions) =>
		comparison.measure(name, context(), options);

	it('says of each measure how long it took, on which rows, by which seed', async () => {
		const { value, elapsedMs, sample, isEveryRow } = await measure('pairs');
		expect(value.accuracy.mean.value).toBeLessThan(value.accuracy.mean.ceiling - 0.05);
		expect(elapsedMs).toBeGreaterThan(0);
		expect(sample.synthetic).toEqual({ rows: 24_421, of: 24_421, seed: 1 });
		expect(isEveryRow).toBe(false);
	}, 60_000);

	it('hands out uncovered patterns as regions with the very counts of their SQL', async () => {
		const { value } = await measure('patterns', {
			patterns: {
				columns: ['sex', 'race', 'marital-status'],
				humanThreshold: 100,
				syntheticThreshold: 20
			}
		});
		expect(value.axes.map(({ column }) => column)).toEqual(['marital-status', 'race', 'sex']);
		expect(value.patterns.length).toBeGreaterThan(0);
		for (const { region, human, synthetic } of value.patterns) {
			const where = regionSql(region!);
			expect(human).toBe(await count(`SELECT count(*) FROM human WHERE ${where}`));
			expect(synthetic).toBe(await count(`SELECT count(*) FROM synthetic WHERE ${where}`));
			expect(human).toBeGreaterThanOrEqual(100);
			expect(synthetic).toBeLessThan(20);
		}
		expect(value.toCollect.every(({ region }) => region !== null)).toBe(true);
	}, 60_000);

	it('cuts numbers of a pattern where their region does', async () => {
		const { value } = await measure('patterns', {
			patterns: { columns: ['age', 'fnlwgt'], humanThreshold: 30, syntheticThreshold: 800 }
		});
		for (const { region, human } of value.patterns)
			expect(human).toBe(await count(`SELECT count(*) FROM human WHERE ${regionSql(region!)}`));
		expect(value.patterns.length).toBeGreaterThan(0);
	});

	it('stops one measure and leaves the others', async () => {
		const stop = new AbortController();
		stop.abort();
		await expect(comparison.measure('copies', context(stop.signal))).rejects.toMatchObject({
			name: 'AbortError'
		});
		await expect(measure('copies')).resolves.toMatchObject({ value: { copies: 0 } });
	});

	it('lets one measure fail and runs the others', async () => {
		const patterns = { columns: ['sex'], humanThreshold: 30, syntheticThreshold: null };
		await expect(measure('patterns', { patterns })).rejects.toMatchObject({
			code: 'columns-unusable'
		});
		await expect(measure('holdout')).rejects.toMatchObject({ code: 'file-missing' });
		await expect(measure('copies')).resolves.toMatchObject({ value: { columns: 15 } });
	});

	it('holds both tables against margins, band by band', async () => {
		const margins = await file(
			'census.csv',
			'Column,Band,Share\nage,17-24,15 %\nage,25-64,70 %\nage,65+,15 %\nSex,male,49\nSex,female,51\nheight,tall,100\n'
		);
		const { value } = await measure('population', { population: source(margins) });
		expect(value.kind).toBe('margins');
		expect(value.leftOut.map(({ column }) => column)).toEqual(['height']);
		const age = value.columns.find(({ ref }) => ref.column === 'age')!;
		expect(age.cells.map(({ label, target }) => [label, target.estimate])).toEqual([
			['17-24', 0.15],
			['25-64', 0.7],
			['65+', 0.15]
		]);
		const rows = await count('SELECT count(*) FROM human');
		const old = await count('SELECT count(*) FROM human WHERE age >= 65');
		expect(age.cells[2]!.shares.human.estimate).toBeCloseTo(old / rows, 12);
		expect(age.cells[2]!.shares.human.low).toBeLessThan(old / rows);
		const sex = value.columns.find(({ ref }) => ref.column === 'sex')!;
		expect(sex.sides.human.reading).toBe('off');
		expect(mirrorWords(sex)).toContain('female: 51.0 % of the population');
		expect(populationWords(value)).toContain('in none of 2 columns');
	});

	it('names file, column and value where margins are wrong', async () => {
		const fault = async (content: string) => {
			const population = source(await file('wrong.csv', content));
			return measure('population', { population }).then(
				() => '',
				(error: Error) => error.message
			);
		};
		expect(await fault('column,value,share\nage,17-30,0.4\nage,25+,0.6\n')).toBe(
			'wrong.csv: the bands “17-30” and “25+” of age overlap.'
		);
		expect(await fault('column,value,share\nsex,Male,many\nsex,Female,0.6\n')).toBe(
			'wrong.csv has no share for “Male” of sex that is a number of 0 or more.'
		);
		expect(await fault('column,value,percent\nsex,Male,60\nsex,Female,60\n')).toBe(
			'wrong.csv gives sex shares that sum to 120.'
		);
		expect(await fault('column,value,share\nage,old,1\n')).toContain(
			'wrong.csv says nothing about a column of the tables. age: It holds numbers, and “old” is no number'
		);
		expect(await fault('length,width\n1,2\n')).toContain('wrong.csv says nothing about a column');
	});

	it('finds that human rows mirror a population of their kind and synthetic rows do not', async () => {
		const { value } = await measure('population', { population: source(SAMPLES.holdout) });
		expect(value.kind).toBe('rows');
		expect(value.columns.every(({ sides }) => sides.human.reading === 'mirrors')).toBe(true);
		expect(value.columns[0]!.sides.synthetic.reading).toBe('off');
		for (const { cells } of value.columns)
			expect(cells.reduce((sum, { target }) => sum + target.estimate, 0)).toBeCloseTo(1, 9);
	});

	it('lies as near to the holdout as to what it was shown', async () => {
		const { value } = await measure('holdout', { holdout: source(SAMPLES.holdout) });
		expect(value).toMatchObject({ copies: 0, holdoutCopies: 0, columns: 15 });
		expect(value.nearer.low).toBeLessThan(0.5);
		expect(value.nearer.high).toBeGreaterThan(0.5);
	}, 60_000);
});

it('the human holdout has the published accuracies of one and two columns', async () => {
	const comparison = await open(SAMPLES.holdout);
	const { value: pairs } = await comparison.measure('pairs', context());
	const { value: singles } = await comparison.measure('triples', context());
	expect(singles.single.mean.value).toBeCloseTo(0.993_565_6, 5);
	expect(pairs.accuracy.mean.value).toBeCloseTo(0.984_442_7, 5);
}, 60_000);

it('rows that were copied lie nearer to what was shown than to the holdout', async () => {
	const comparison = await open(SAMPLES.human);
	const { value } = await comparison.measure('holdout', context(), {
		holdout: source(SAMPLES.holdout)
	});
	expect(value.copies).toBe(await count('SELECT count(*) FROM human'));
	expect(value.copies).toBeGreaterThan(50 * value.expected);
	expect(value.nearer.low).toBeGreaterThan(0.5);
}, 60_000);

it('weights count where the human table is held against the population', async () => {
	const rows = Array.from({ length: 400 }, (_, i) => `${i % 4 === 0 ? 'a' : 'b'},${i % 7}`);
	const weighed = (a: number) =>
		rows.map((row) => `${row},${row.startsWith('a') ? a : 1}`).join('\n');
	const human = await file('human.csv', `kind,score,weight\n${weighed(3)}\n`);
	const synthetic = await file('synthetic.csv', `kind,score,weight\n${weighed(1)}\n`);
	const margins = await file('half.csv', 'column,value,share\nkind,a,0.5\nkind,b,0.5\n');
	const comparison = await open(synthetic, human, { weight: 'weight' });
	const { value } = await comparison.measure('population', context(), {
		population: source(margins)
	});
	const [kind] = value.columns;
	expect(kind!.cells[0]!.shares.human.estimate).toBeCloseTo(0.5, 12);
	expect(kind!.cells[0]!.shares.synthetic.estimate).toBeCloseTo(0.25, 12);
	// 100 rows of weight 3 and 300 of weight 1: (Σw)² / Σw² = 600² / 1200.
	expect(kind!.sides.human).toMatchObject({ rows: 400, effectiveRows: 300 });
});

it('wide tables are scored on fewer rows, the worst pairs again on all', async () => {
	const columns = Array.from({ length: 120 }, (_, i) => i);
	const table = (salt: string, doubled: boolean) =>
		`SELECT ${columns
			.map((i) => {
				const of = doubled && i === 1 ? 0 : i;
				return `(hash(r, ${of}, '${salt}') % 1000)::INTEGER AS c${i}`;
			})
			.join(', ')} FROM range(20000) t(r)`;
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	for (const [name, sql] of [
		['wide-human', table('h', true)],
		['wide-synthetic', table('s', false)]
	])
		await connection.run(`COPY (${sql}) TO '${join(scratch, name!)}.parquet'`);
	connection.disconnectSync();
	const comparison = await open(
		join(scratch, 'wide-synthetic.parquet'),
		join(scratch, 'wide-human.parquet')
	);
	const { value, sample } = await comparison.measure('pairs', context());
	const { accuracy, trends, refined } = value;
	expect(accuracy.scores).toHaveLength(7140);
	expect(sample.human.rows).toBeLessThan(20_000);
	expect(refined).toEqual({ pairs: 500, rows: { human: 20_000, synthetic: 20_000 } });
	const below = accuracy.scores.map((score, i) => accuracy.ceilings[i]! - score);
	const worst = below.indexOf(Math.max(...below));
	expect([...accuracy.members.subarray(2 * worst, 2 * worst + 2)]).toEqual([0, 1]);
	expect(trends.scores[worst]).toBeCloseTo(0.5, 1);
	expect(accuracy.scores[worst]).toBeCloseTo(0.1, 1);
}, 180_000);

it('suggests partners by names and values, and none for strangers', async () => {
	const rows = (columns: string, head: string) =>
		`${head}\n${Array.from({ length: 300 }, (_, i) =>
			columns
				.replaceAll('K', ['oak', 'elm', 'ash'][i % 3]!)
				.replaceAll('N', String(20 + ((i * 7) % 50)))
				.replaceAll('B', String(90_000 + i))
		).join('\n')}\n`;
	const human = await file(
		'h.csv',
		rows('K,N,N,B', 'id,years_of_age,tree_kind_no,zip').replace('id', 'kind')
	);
	const synthetic = await file('s.csv', rows('K,N,K', 'kind,age,colour'));
	const comparison = await open(synthetic, human);
	const { value } = await comparison.measure('partners', context());
	expect(value.map(({ human: h, synthetic: s }) => [h, s])).toEqual([['years_of_age', 'age']]);
	expect(value[0]!.overlap).toBeCloseTo(1, 6);
	expect(value[0]!.confidence).toBeGreaterThan(0.7);
});

it('hands out columns as they are compared', async () => {
	const comparison = await open(SAMPLES.tvae);
	const counts: number[] = [];
	const { value } = await comparison.measure('columns', context(), {
		onSome: ({ value: compared }) => counts.push((compared as readonly unknown[]).length)
	});
	expect(counts.at(-1)).toBe(value.length);
	expect(value.map(({ ref }) => ref.column).slice(0, 2)).toEqual(['age', 'workclass']);
});

// Last, for they put other tables into the engine.
describe('odd tables', () => {
	it('finds a number for every figure where values are infinite or NaN', async () => {
		const value = (i: number) => ['Infinity', '-Infinity', 'NaN', 'null'][i % 20] ?? i / 3;
		const row = (i: number, seed: number) =>
			`{"amount": ${value(i + seed)}, "age": ${(i * seed) % 60}, "group": "${'ab'[i % 2]}"}`;
		const odd = (seed: number) =>
			file(`odd-${seed}.jsonl`, Array.from({ length: 200 }, (_, i) => row(i, seed)).join('\n'));
		const comparison = await open(await odd(7), await odd(1));
		const shown = (_key: string, one: unknown) =>
			Number.isNaN(one) ? 'NaN' : ArrayBuffer.isView(one) ? Object.values(one) : one;
		for (const measure of TABLE_MEASURES) {
			const found = await comparison.measure(measure, context());
			expect(JSON.stringify(found.value, shown), measure).not.toContain('"NaN"');
		}
	}, 60_000);

	it('says which rows are too few for nearest neighbours, instead of figures of nothing', async () => {
		const few = await file('few.csv', 'age,group\n30,a\n40,b\n50,a\n');
		const comparison = await open(few, few);
		await expect(comparison.measure('neighbours', context())).rejects.toMatchObject({
			code: 'columns-unusable',
			message: '3 human and 3 synthetic rows are too few to look at their 5 nearest neighbours.'
		});
	});
});
