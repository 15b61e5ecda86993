/**
 * Whether long work keeps its manners, in a real browser: what each stage of a whole analysis takes and by how much
 * the share that is shown (of the way to the gaps, then of the cases) strays from the share of time that has passed, on the
 * sample and on 100,000 rows a side, and with `large` on 1,000,000; and how soon Cancel is heeded in each long stage.
 * Run: npm run bench:progress [-- large]
 */
import { chromium } from '@playwright/test';
import { findChromium } from '../tests/find-chromium';
import { servePage } from '../tests/serve-page';
import { writeCaseTables } from './case-tables';
import { writeTable } from './pipeline-tables';

type Figures = Readonly<Record<string, number>>;

const ROUNDS = 3;
const STAGES = ['profile', 'gaps', 'cases'] as const;
const SIZE = { rows: 100_000, columns: 15 };
const served = await servePage(new URL('./page/', import.meta.url));

/** Calls a function of the page in a browser of its own. */
async function call(files: readonly string[], name: string, ...given: string[]): Promise<Figures> {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	const page = await browser.newPage();
	await page.goto(served.url);
	await page.locator('input').setInputFiles([...files]);
	await page.waitForFunction((name) => name in window, name);
	const figures = await page.evaluate(
		([name, given]) =>
			(window as unknown as Record<string, (...given: string[]) => Promise<Figures>>)[name]!(
				...given
			),
		[name, given] as const
	);
	await browser.close();
	return Object.fromEntries(
		Object.entries(figures).map(([key, value]) => [key, Math.round(value)])
	);
}

const pairs: Readonly<Record<string, readonly string[]>> = {
	sample: ['static/samples/adult-human.parquet', 'static/samples/adult-tvae.parquet'],
	random: [await writeTable('human', SIZE), await writeTable('synthetic', SIZE)],
	...(process.argv[2] === 'large' && { large: await writeCaseTables(1_000_000) })
};
for (const [name, files] of Object.entries(pairs)) {
	for (let round = 0; round < ROUNDS; round++) console.log(name, await call(files, 'progress'));
	for (const stage of STAGES)
		console.log(name, `cancelling ${stage}`, await call(files, 'cancelling', stage));
}
await served.close();
