import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Report } from '$lib/analysis/share/report';
import { DEFAULT_SETTINGS, type Recipe } from '$lib/terms/recipe';
import { useBuiltCli } from './built-cli.fixture';

const PAIR = [
	'--human',
	'tests/golden/planted-human.parquet',
	'--synthetic',
	'tests/golden/planted-synthetic.parquet'
];

const cli = useBuiltCli('analyze');
const lacuna = cli.run;
const file = cli.file;

describe('lacuna analyze', () => {
	it('prints the golden report and nothing else with --json, though its jobs run in threads', async () => {
		const { status, stdout, stderr } = await lacuna(['analyze', ...PAIR, '--json', '--cases=100']);
		const golden = JSON.parse(await readFile('tests/golden/planted-report.json', 'utf8')) as object;
		const report: object = { ...JSON.parse(stdout), versions: null, timings: null };
		expect({ status, report }).toEqual({
			status: 0,
			report: { ...golden, versions: null, timings: null }
		});
		expect(stderr).toMatch(
			/^Opening: .*\nProfiling: .*\nEncoding: .*\nFirst look: .*\nFinding gaps: .*\nFinding cases: .*\n$/
		);
	}, 300_000);

	it('writes the report, the list and a recipe that gives the same report again', async () => {
		const out = cli.path('out');
		const quick = await file('quick.json', recipeJson({ maxConditions: 1, searchRows: 1500 }));
		const first = await lacuna(['analyze', ...PAIR, '--recipe', quick, '--seed=7', '--out', out]);
		expect(first.stdout).toMatch(/^\d+ gaps in 4,000 rows/);
		expect((await readdir(out)).sort()).toEqual([
			'findings.lacuna.json',
			'gaps.md',
			'recipe.json',
			'report.html',
			'report.json'
		]);
		expect(await readFile(join(out, 'gaps.md'), 'utf8')).toMatch(/^# Gaps: planted-human/);
		const recipe = join(out, 'recipe.json');
		const again = await lacuna(['analyze', ...PAIR, '--recipe', recipe, '--json', '--quiet']);
		const written = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report;
		expect(written.seed).toBe(7);
		expect({ ...JSON.parse(again.stdout), timings: null }).toEqual({ ...written, timings: null });
		expect(again.stderr).toBe('');
	}, 300_000);

	it('takes both tables from one file by a column of it, and remembers how', async () => {
		const rows = Array.from({ length: 900 }, (_, i) => {
			const isHuman = i % 2 === 0;
			return JSON.stringify({
				made: isHuman ? 'by people' : 'by vae',
				age: 18 + (i % 60),
				old: i % 7 === 0 && isHuman
			});
		});
		const both = await file('both.jsonl', rows.join('\n'));
		const out = cli.path('one-file');
		const values = ['--human-value', 'by people', '--synthetic-value', 'by vae'];
		const given = ['analyze', '--input', both, '--source-column', 'made', ...values, '--quiet'];
		const { status, stdout } = await lacuna([...given, '--json', '--out', out]);
		const report = JSON.parse(stdout) as Report;
		expect(status).toBe(0);
		expect(report.sources.human).toMatchObject({
			...{ name: 'both.jsonl', rows: 450, columns: 2 },
			chosen: { column: 'made', value: 'by people' }
		});
		expect(report.gaps[0]?.words).toBe('old is true');
		const recipe = JSON.parse(await readFile(join(out, 'recipe.json'), 'utf8')) as Recipe;
		expect(recipe.sources.synthetic?.chosen).toEqual({ column: 'made', value: 'by vae' });

		const nobody = await lacuna([...given.slice(0, -2), 'by gan', '--quiet']);
		expect(nobody.status).toBe(6);
		expect(nobody.stderr).toContain('No row of both.jsonl has “by gan” in made.');
		const half = await lacuna(['analyze', '--input', both, '--source-column', 'made']);
		expect(half.status).toBe(2);
		expect(half.stderr).toContain('--input needs --human-value as well.');
		const mixed = await lacuna(['analyze', '--input', both, '--human', both]);
		expect(mixed.stderr).toContain('Give either --input or --human and --synthetic, not both.');
	}, 300_000);

	it('writes a weight for each synthetic row, and says what that mends', async () => {
		const quick = await file('weigh.json', recipeJson({ maxConditions: 1, searchRows: 1500 }));
		const weights = cli.path('weights.parquet');
		const args = ['analyze', ...PAIR, '--recipe', quick, '--weights', weights, '--quiet'];
		const { status, stdout } = await lacuna(args);
		expect(status).toBe(0);
		expect(stdout).toMatch(
			/They count for [\d,]+ rows \(3,500 unweighted\) and mend \d+ of \d+ gaps/
		);
		const written = await parquetReadObjects({ file: await asyncBufferFromFile(weights) });
		expect(written.length).toBe(3500);
		expect(written[3499]).toEqual({ row: 3499, weight: expect.any(Number) as number });
		const mean = written.reduce((sum, { weight }) => sum + (weight as number), 0) / 3500;
		expect(mean).toBeCloseTo(1, 6);
	}, 300_000);

	it('stops on Ctrl-C with status 130', async () => {
		const { status, stdout, stderr } = await lacuna(['analyze', ...PAIR], {
			stopAfter: 'Encoding:'
		});
		expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
		expect(stderr).toMatch(/\nStopped\.\n$/);
	}, 60_000);
});

describe('what lacuna analyze cannot work with', () => {
	const cases: [string, number, RegExp, () => Promise<string[]>][] = [
		['a missing option', 2, /--synthetic is missing/, async () => PAIR.slice(0, 2)],
		['an unknown option', 2, /Unknown option '--humann'/, async () => ['--humann', 'x']],
		['a file named twice', 2, /--human is given twice/, async () => [...PAIR, '--human', 'x']],
		['a seed that is no number', 2, /--seed x is not/, async () => [...PAIR, '--seed', 'x']],
		['a ranking of no length', 2, /--cases -1 is not/, async () => [...PAIR, '--cases=-1']],
		[
			'a folder that cannot be written',
			2,
			/cannot be written/,
			async () => [...PAIR, '--out', join(await file('a-file', ''), 'below')]
		],
		['a file that is not there', 3, /none\.parquet/, async () => pair('none.parquet')],
		['a folder', 3, /tests is no file/, async () => pair('tests')],
		[
			'a Parquet file that is cut short',
			4,
			/truncated\.parquet begins/,
			fixture('truncated.parquet')
		],
		['a damaged column', 4, /The column id of corrupt-page/, fixture('corrupt-page.parquet')],
		['text in another encoding', 4, /latin-1\.csv is not text in UTF-8/, fixture('latin-1.csv')],
		['lines that differ in their fields', 4, /Line 801 of ragged.csv has 3/, fixture('ragged.csv')],
		[
			'a column name that would steer the terminal',
			7,
			/\(\ufffd\[2Jx\) share no column name/,
			async () => pair(await file('steering.csv', '\u001b[2Jx\n1\n2\n'))
		],
		[
			'text renamed to .parquet',
			5,
			/text\.parquet/,
			async () => pair(await file('text.parquet', 'just some text'))
		],
		['a table without rows', 6, /empty\.csv/, async () => pair(await file('empty.csv', 'age,b\n'))],
		[
			'tables without a shared column',
			7,
			/share no column name/,
			async () => pair(await file('other.csv', 'x,y\n1,2\n'))
		],
		[
			'tables without a column to search',
			8,
			/person_id/,
			async () => pair(await file('ids.csv', 'person_id\n1\n2\n'))
		],
		[
			'a recipe that is no JSON',
			9,
			/bad\.json/,
			async () => [...PAIR, '--recipe', await file('bad.json', '{')]
		],
		[
			'a recipe with a wrong setting',
			9,
			/settings\.maxConditions/,
			async () => [...PAIR, '--recipe', await file('wrong.json', recipeJson({ maxConditions: 9 }))]
		]
	];

	it.each(cases)('%s ends with status %i and says so', async (_, status, message, args) => {
		const ended = await lacuna(['analyze', ...(await args())]);
		expect(ended.stderr.split('\n').slice(-3).join('\n')).toMatch(message);
		expect(ended.stderr).not.toMatch(/unexpected/);
		expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
	});
});

function recipeJson(settings: Partial<Recipe['settings']>): string {
	return JSON.stringify({ version: 1, settings: { ...DEFAULT_SETTINGS, ...settings } });
}

/** A fixture against itself. */
function fixture(name: string): () => Promise<string[]> {
	const path = `tests/fixtures/files/${name}`;
	return async () => ['--human', path, '--synthetic', path];
}

/** The planted human table against another file. */
function pair(synthetic: string): string[] {
	return [...PAIR.slice(0, 3), synthetic];
}

describe('lacuna link', () => {
	it('turns a recipe into a link to the app, and the link back into the recipe', async () => {
		const recipe = recipeJson({ maxConditions: 2 });
		const path = await file('recipe.json', recipe);
		const made = await lacuna(['link', '--recipe', path, '--app', 'https://example.org/app/#old']);
		expect(made.stdout).toMatch(/^https:\/\/example\.org\/app\/#v1\.[\w-]+\n$/);
		const read = await lacuna(['link', '--read', made.stdout.trim()]);
		expect(JSON.parse(read.stdout)).toMatchObject(JSON.parse(recipe) as object);
	});

	it('locks a link by the passphrase of the environment, which alone opens it again', async () => {
		const path = await file('locked.json', recipeJson({ seed: 4711 }));
		const none = await lacuna(['link', '--recipe', path, '--lock'], {
			env: { LACUNA_PASSPHRASE: '' }
		});
		expect(none.status).toBe(2);
		expect(none.stderr).toContain('LACUNA_PASSPHRASE');
		const env = { LACUNA_PASSPHRASE: 'under the third stone' };
		const made = await lacuna(['link', '--recipe', path, '--lock'], { env });
		expect(made.stdout).toMatch(/^#v1-locked\.[\w-]+\n$/);
		const read = await lacuna(['link', '--read', made.stdout.trim()], { env });
		expect(JSON.parse(read.stdout)).toMatchObject({ settings: { seed: 4711 } });
		const wrong = await lacuna(['link', '--read', made.stdout.trim()], {
			env: { LACUNA_PASSPHRASE: 'under the second stone' }
		});
		expect(wrong.status).toBe(10);
		expect(wrong.stderr).toContain('the passphrase is wrong');
	});

	it('says what is wrong with a link, with status 10', async () => {
		const { status, stderr } = await lacuna(['link', '--read', '#v1.AAAA']);
		expect(status).toBe(10);
		expect(stderr).toMatch(/^lacuna: The link cannot be read/);
	});
});

describe('lacuna', () => {
	it('shows its version, its help, and that of each command', async () => {
		expect((await lacuna(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
		const { stdout } = await lacuna(['--help']);
		const names = [...stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!);
		expect(names).toContain('analyze');
		for (const name of names) {
			expect((await lacuna([name, '--help'])).stdout).toContain(`Usage: lacuna ${name}`);
		}
	});

	it('knows no other command', async () => {
		const { status, stderr } = await lacuna(['analyse']);
		expect(status).toBe(2);
		expect(stderr).toContain('There is no command "analyse"');
	});
});
