/**
 * How often the threshold that a few shuffles tell is exceeded by another shuffle: best scores of many shuffles of each
 * pair, the fit on random handfuls of them, the share of all that exceed it.
 * Run: npm run bench:threshold -- <folder of pairs> [shuffles a pair]
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BEST, fitNull, PERMUTATIONS, ROWS, thresholdOf } from '$lib/analysis/gaps/calibrate';
import { searchInput, sortColumns } from '$lib/analysis/gaps/search-columns';
import { createRandom, streamSeed } from '$lib/kernels/random';
import { nullScoresJob } from '$lib/kernels/search/null-scores';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { encodeFiles } from './gap-session';

const [folder = '../shared/data/planted', shuffles = '300'] = process.argv.slice(2);
const HANDFULS = 400;
/** Shuffles in a fit and best scores of each: as shipped, then what it stands beside. */
const FITS = [
	{ permutations: PERMUTATIONS, best: BEST },
	{ permutations: 2 * PERMUTATIONS, best: BEST },
	{ permutations: 2 * PERMUTATIONS, best: 2 },
	{ permutations: PERMUTATIONS, best: 2 }
];
const { falseAlarmRate } = EMPTY_RECIPE.settings;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const random = createRandom(1);
for (const name of readdirSync(folder).sort()) {
	const ctx = createNodeContext();
	const paths = {
		human: join(folder, name, 'human.parquet'),
		synthetic: join(folder, name, 'synthetic.parquet')
	};
	const { encoded } = await encodeFiles(paths, EMPTY_RECIPE, ctx);
	const columns = sortColumns(encoded.columns);
	const table = await searchInput(columns, encoded, EMPTY_RECIPE.settings, ctx.signal);
	const seeds = Array.from({ length: Number(shuffles) }, (_, i) => streamSeed(1, `shuffle ${i}`));
	const scores = await ctx.compute.run(
		nullScoresJob,
		{ table, seeds, rows: ROWS, best: BEST },
		{ signal: ctx.signal }
	);
	const tops = scores.map((best) => best[0] ?? 0);
	console.log(
		`${name}: mean of the best ${(tops.reduce((a, b) => a + b) / tops.length).toFixed(1)}`
	);
	for (const { permutations, best } of FITS) {
		const thresholds: number[] = [];
		let exceeding = 0;
		for (let i = 0; i < HANDFULS; i++) {
			const order = Uint32Array.from(scores.keys());
			random.shuffle(order);
			const draws = [...order.subarray(0, permutations)].map((at) => scores[at]!.slice(0, best));
			const threshold = thresholdOf(fitNull(draws), falseAlarmRate);
			thresholds.push(threshold);
			exceeding += tops.filter((score) => score > threshold).length / tops.length;
		}
		const mean = thresholds.reduce((a, b) => a + b) / HANDFULS;
		const variance = thresholds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (HANDFULS - 1);
		console.log(
			`  ${permutations} shuffles, ${best} best of each: threshold ${mean.toFixed(1)} ± ${Math.sqrt(variance).toFixed(2)}, ${percent(exceeding / HANDFULS)} exceed it`
		);
	}
	await ctx.engine.close();
}
