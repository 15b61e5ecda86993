/**
 * How often the search claims a gap where there is none: rows of one real table dealt to the two sides by chance, so
 * that every claim is false. Each case calibrates its own threshold, as an analysis does.
 * Run: npm run bench:nulls -- <folder of folders with a human.parquet> [cases a table]
 */
import { existsSync, readdirSync } from 'node:fs';
import { calibrate } from '$lib/analysis/gaps/calibrate';
import { matchJitter } from '$lib/analysis/gaps/match-jitter';
import { searchInput, sortColumns } from '$lib/analysis/gaps/search-columns';
import { findRegionsJob } from '$lib/kernels/search/find-regions';
import { shuffleLabels } from '$lib/kernels/search/null-scores';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { encodeFiles } from './gap-session';

const [folder = '../shared/data/pairs', perTable = '35'] = process.argv.slice(2);

let cases = 0;
let claiming = 0;
let most = 0;
for (const name of readdirSync(folder).sort()) {
	// Where a folder holds no second sample of people, its own rows are dealt alone.
	const human = `${name}/human.parquet`;
	const holdout = `${name}/human_holdout.parquet`;
	const other = existsSync(`${folder}/${holdout}`) ? holdout : null;
	const ctx = createNodeContext();
	const paths = { human: `${folder}/${human}`, synthetic: `${folder}/${other ?? human}` };
	const { encoded } = await encodeFiles(paths, EMPTY_RECIPE, ctx);
	const columns = sortColumns(encoded.columns);
	const whole = await searchInput(columns, encoded, EMPTY_RECIPE.settings, ctx.signal);
	const table =
		other === null
			? {
					...whole,
					columns: whole.columns.map((column) => ({ ...column, synthetic: new Uint8Array(0) })),
					rows: { human: whole.rows.human, synthetic: 0 }
				}
			: whole;
	const half = Math.floor((table.rows.human + table.rows.synthetic) / 2);
	let here = 0;
	let regions = 0;
	const started = performance.now();
	for (let i = 0; i < Number(perTable); i++) {
		const halves = dealHalves(table, half, 7919 * (i + 1));
		const { table: dealt } = await matchJitter(halves, ctx);
		const chance = await calibrate(dealt, { ...EMPTY_RECIPE.settings, seed: i + 1 }, ctx, () => {});
		const input = {
			table: dealt,
			asTheyAre: halves,
			threshold: chance.threshold.score,
			spread: chance.spread,
			limit: 100,
			searches: 12
		};
		const found = await ctx.compute.run(findRegionsJob, input, { signal: ctx.signal });
		const claims = found.regions.length + found.relations.length + found.smeared.length;
		cases++;
		if (claims > 0) here++;
		regions += claims;
		most = Math.max(most, claims);
	}
	claiming += here;
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.log(`${name}: ${here} of ${perTable} claim anything, ${regions} regions, ${seconds} s`);
	await ctx.engine.close();
}
console.log(`all: ${claiming} of ${cases} claim anything; at most ${most} regions in one`);

/** Both halves of one table, dealt by chance. */
function dealHalves(table: Parameters<typeof shuffleLabels>[0], half: number, seed: number) {
	const all = table.columns.map((column) => ({
		...column,
		human: Uint8Array.from([...column.human, ...column.synthetic].slice(0, half)),
		synthetic: Uint8Array.from([...column.human, ...column.synthetic].slice(half, 2 * half))
	}));
	const rows = { human: half, synthetic: half };
	return shuffleLabels({ ...table, columns: all, rows }, half, seed);
}
