import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { ComparisonReport } from '$lib/analysis/share/comparison-report';
import { useBuiltCli } from './built-cli.fixture';

const cli = useBuiltCli('compare');
const PAIR = [
	'--human',
	'tests/golden/planted-human.parquet',
	'--synthetic',
	'tests/golden/planted-synthetic.parquet'
];
const run = (...args: string[]) => cli.run(['compare', ...PAIR, '--quiet', ...args]);

describe('lacuna compare', () => {
	it('writes every figure beside its ceiling as JSON, Markdown and a page, by the published schema', async () => {
		const out = cli.path('out');
		const margins = await cli.file('census.csv', 'column,value,share\nage,<40,10\nage,40+,90\n');
		const { status, stdout } = await run(
			...['--out', out, '--population', margins],
			...['--holdout', 'tests/golden/planted-human.parquet']
		);
		expect(status).toBe(0);
		expect((await readdir(out)).sort()).toEqual(['compare.html', 'compare.json', 'compare.md']);
		const report = JSON.parse(
			await readFile(join(out, 'compare.json'), 'utf8')
		) as ComparisonReport;
		const schema = JSON.parse(await readFile('docs/comparison.schema.json', 'utf8')) as AnySchema;
		const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
		expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
		const auc = report.figures.find(({ name }) => name === 'Classifier, AUC')!;
		expect(auc.value).toBeGreaterThan(0.6);
		expect(auc.ceiling).toBeLessThan(0.52);
		expect(report.failed).toEqual([]);
		expect(report.population!.columns[0]!.sides.human.reading).toBe('off');
		expect(report.holdout).toMatchObject({ copies: 0, holdoutCopies: 0, rows: 4000 });
		expect(stdout).toMatch(/^Classifier, AUC +0\.6\d+ +0\.51\d+ +lower$/m);
		const markdown = await readFile(join(out, 'compare.md'), 'utf8');
		expect(markdown).toMatch(/^# planted-human.parquet against planted-synthetic.parquet\n/);
		expect(markdown).toContain('| Classifier, AUC | 0.6');
	}, 200_000);

	it('fails with status 20 where a mean lies further below its ceiling than is allowed', async () => {
		const args = ['--measures', 'columns,triples', '--json'];
		const strict = await run(...args, '--max-below', '0.02');
		expect(strict.status).toBe(20);
		expect(strict.stderr).toMatch(/Column shapes, mean: .* below its ceiling, more than 0\.02\./);
		const lax = await run(...args, '--max-below', '0.5');
		expect({ status: lax.status, stderr: lax.stderr }).toEqual({ status: 0, stderr: '' });
		const report = JSON.parse(lax.stdout) as ComparisonReport;
		expect(report.classifier).toBeNull();
		expect(Object.keys(report.timings)).toEqual(['columns', 'triples']);
	}, 120_000);

	it('compares the rows of one file as it compares two files, the source column left out', async () => {
		const row = (i: number, kind: string) => `${kind},${20 + ((i * 7) % 50)},${'abc'[i % 3]}`;
		const humans = Array.from({ length: 300 }, (_, i) => row(i, 'person'));
		const made = Array.from({ length: 200 }, (_, i) => row(i * i, 'model'));
		const head = 'origin,age,group';
		const both = await cli.file('both.csv', [head, ...humans, ...made].join('\n'));
		const human = await cli.file('humans.csv', [head, ...humans].join('\n'));
		const synthetic = await cli.file('made.csv', [head, ...made].join('\n'));
		const compare = async (...args: string[]) => {
			const ended = await cli.run(['compare', ...args, '--quiet', '--json']);
			expect(ended.stderr).toBe('');
			return JSON.parse(ended.stdout) as ComparisonReport;
		};
		const measures = '--measures=columns,pairs,copies';
		const chosen = ['--source-column=origin', '--human-value=person', '--synthetic-value=model'];
		const one = await compare('--input', both, ...chosen, measures);
		expect([one.sources.human.rows, one.sources.synthetic.rows]).toEqual([300, 200]);
		expect(one.columns.map(({ name }) => name)).toEqual(['age', 'group']);
		const two = await compare('--human', human, '--synthetic', synthetic, measures);
		const told = ({ columns }: ComparisonReport) =>
			columns.filter(({ name }) => name !== 'origin').map(({ comparisons }) => comparisons);
		expect(told(one)).toEqual(told(two));
		const half = await cli.run(['compare', '--input', both, '--source-column=origin']);
		expect(half.status).toBe(2);
		expect(half.stderr).toContain('--input needs --human-value as well.');
	}, 60_000);

	it('tells a yardstick that cannot be used by its status, and the other measures all the same', async () => {
		const wrong = await cli.file('wrong.csv', 'column,value,share\nshoe size,42,100\n');
		const { status, stdout, stderr } = await run(
			'--measures=copies',
			'--population',
			wrong,
			'--json'
		);
		expect(status).toBe(8);
		expect(stderr).toContain('wrong.csv says nothing about a column of the tables.');
		const report = JSON.parse(stdout) as ComparisonReport;
		expect(report.copies!.copies).toBe(0);
		expect(report.failed).toMatchObject([{ measure: 'population', code: 'columns-unusable' }]);
	}, 60_000);

	it.each([
		['an unknown measure', 2, '“beauty”', ['--measures', 'columns,beauty']],
		['a limit that is none', 2, '--max-below 3', ['--max-below', '3']],
		[
			'a holdout that is not there',
			3,
			'none.parquet',
			['--measures=copies', '--holdout=none.parquet']
		]
	])(
		'refuses %s',
		async (_, expected, words, args) => {
			const { status, stderr } = await run(...args);
			expect(status).toBe(expected);
			expect(stderr).toContain(words);
		},
		60_000
	);
});
