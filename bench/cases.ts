/**
 * The score of cases on tables whose human rows hold labelled anomalies, the rows that pass on pairs without any, and its
 * speed. `npm run bench:cases [-- folder of the shared data]`. The peers' figures come from
 * `bench/peers/cases_quality.py` and `cases_speed.py`, run by hand on the same files.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { caseAxes } from '$lib/analysis/cases/case-axes';
import { measureDistances, type CaseTables } from '$lib/analysis/cases/case-distances';
import { caseSpace, readCaseRows } from '$lib/analysis/cases/case-rows';
import { countVerdicts, judgeRows, rankedRow } from '$lib/analysis/cases/judge-cases';
import { nearestRows } from '$lib/analysis/cases/nearest-rows';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { STEPS } from '$lib/kernels/case-space';
import { caseTilesJob } from '$lib/kernels/case-tiles';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { holesOf, measureHole, type HoleFigures } from './case-holes';
import {
	claimByHalves,
	claimWithinRows,
	novelByHalves,
	plantRows,
	type PlantedTables
} from './case-planted';
import { SPEED_COLUMNS, speedRows } from './speed-rows';

const data = process.argv[2] ?? '../shared/data';
const ctx = createNodeContext();
const SPEED_ROWS = 100_000;
/** Draws for each number of planted rows. */
const DRAWS = 20;

async function readTables(human: string, synthetic: string): Promise<CaseTables> {
	const source = (path: string) => ({ kind: 'path' as const, name: basename(path), path });
	const sources = { human: source(human), synthetic: source(synthetic) };
	const pair = await openPair(sources, EMPTY_RECIPE, ctx);
	const axes = await caseAxes(await profilePair(pair, EMPTY_RECIPE, ctx), ctx);
	const rows = {
		human: await readCaseRows(axes, 'human', pair.human.rowCount, ctx),
		synthetic: await readCaseRows(axes, 'synthetic', pair.synthetic.rowCount, ctx)
	};
	return { space: caseSpace(axes), rows };
}

async function exactScores({ space, rows }: CaseTables): Promise<Float32Array> {
	const tiles = await ctx.compute.run(
		caseTilesJob,
		{ space, rows: rows.synthetic },
		{ signal: ctx.signal }
	);
	const picked = Uint32Array.from({ length: rows.human.count }, (_, row) => row);
	const question = { rows: rows.human, picked, isSelf: false };
	const [{ distances }] = await nearestRows({ space, tiles }, [question], ctx);
	return distances;
}

async function novelRows(tables: CaseTables): Promise<number[]> {
	const distances = await measureDistances(tables, EMPTY_RECIPE.settings.seed, ctx, () => {});
	const { rows } = await judgeRows(distances, ctx);
	return Array.from(rows.score.keys()).filter((row) => rankedRow(row, rows).evidence === 'novel');
}

/** Probability that a true row scores above another one; ties count half. */
function rankedArea(scores: Float32Array, truth: ReadonlySet<number>): number {
	const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
	let rankSum = 0;
	for (let start = 0; start < order.length;) {
		let end = start;
		while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
		const meanRank = (start + end + 1) / 2;
		for (let i = start; i < end; i++) if (truth.has(order[i]!)) rankSum += meanRank;
		start = end;
	}
	const others = scores.length - truth.size;
	return (rankSum - (truth.size * (truth.size + 1)) / 2) / (truth.size * others);
}

function averagePrecision(scores: Float32Array, truth: ReadonlySet<number>): number {
	const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
	let found = 0;
	let sum = 0;
	order.forEach((row, i) => {
		if (!truth.has(row)) return;
		found++;
		sum += found / (i + 1);
	});
	return sum / truth.size;
}

async function reportQuality(): Promise<void> {
	const folder = join(data, 'outliers');
	const figures: number[][] = [];
	for (const set of readdirSync(folder).sort()) {
		const file = (name: string) => join(folder, set, name);
		const truth = JSON.parse(readFileSync(file('truth.json'), 'utf8')) as {
			outlier_row_ids: number[];
		};
		const tables = await readTables(file('human.parquet'), file('synthetic.parquet'));
		const scores = await exactScores(tables);
		const ids = new Set(truth.outlier_row_ids);
		const figure = [rankedArea(scores, ids), averagePrecision(scores, ids)];
		figures.push(figure);
		const novel = await novelRows(tables);
		const strict = await novelByHalves(tables, EMPTY_RECIPE.settings.seed, ctx);
		const labelled = (rows: readonly number[]) => rows.filter((row) => ids.has(row)).length;
		console.log(
			`${set}: AUROC, average precision ${figure.map((f) => f.toFixed(3)).join(', ')}; novel ${novel.length}, labelled ${labelled(novel)} of them and ${ids.size} in all; by the strict rule ${strict.length}, ${labelled(strict)}`
		);
	}
	const means = [0, 1].map((i) => figures.reduce((sum, f) => sum + f[i]!, 0) / figures.length);
	console.log(`mean: ${means.map((mean) => mean.toFixed(3)).join(', ')}`);
}

async function reportNulls(): Promise<void> {
	const pairs: readonly (readonly [string, string])[] = [
		['pairs/adult/human', 'pairs/adult/human_holdout'],
		['pairs/bank_marketing/human', 'pairs/bank_marketing/human_holdout'],
		['planted/o11_null_adult_none/human', 'planted/o11_null_adult_none/synthetic'],
		['planted/o12_null_bank_boot/human', 'planted/o12_null_bank_boot/synthetic']
	];
	for (const [human, synthetic] of pairs) {
		const file = (name: string) => join(data, `${name}.parquet`);
		if (!existsSync(file(human))) continue;
		const tables = await readTables(file(human), file(synthetic));
		const distances = await measureDistances(tables, EMPTY_RECIPE.settings.seed, ctx, () => {});
		const { totals } = countVerdicts(await judgeRows(distances, ctx));
		console.log(`${human} × ${synthetic}: ${JSON.stringify(totals)} of ${tables.rows.human.count}`);
	}
}

/** The share of false ones where some rows are truly novel: the other half of the people without one category, each in turn. */
async function reportHoles(): Promise<void> {
	for (const name of ['adult', 'bank_marketing']) {
		const file = (role: string) => join(data, 'pairs', name, `${role}.parquet`);
		if (!existsSync(file('human_holdout'))) continue;
		const tables = await readTables(file('human'), file('human_holdout'));
		const found: HoleFigures[] = [];
		for (const [i, hole] of holesOf(tables).entries())
			found.push(await measureHole(tables, hole, i + 1, ctx));
		const mean = (of: (hole: HoleFigures) => number) =>
			found.reduce((sum, hole) => sum + of(hole), 0) / found.length;
		const claims = found.filter(({ novel }) => novel > 0).length;
		console.log(
			`${name}, ${found.length} categories taken out: ${mean(({ touched }) => touched).toFixed(0)} rows lose their nearest, ${mean(({ novel }) => novel).toFixed(0)} are novel, in ${claims} of them; mean false share ${mean(({ novel, untouched }) => untouched / Math.max(1, novel)).toFixed(3)}`
		);
	}
}

/** The share of false ones and what is found where new rows are planted among halves of one table, by the shipped rule and the strict one. */
async function reportPlanted(): Promise<void> {
	const tables = [
		['adult', 'pairs/adult/human'],
		['bank_marketing', 'pairs/bank_marketing/human'],
		['mammography', 'outliers/mammography/synthetic'],
		['shuttle', 'outliers/shuttle/synthetic']
	] as const;
	for (const [name, path] of tables) {
		const file = join(data, `${path}.parquet`);
		if (!existsSync(file)) continue;
		const { space, rows } = await readTables(file, file);
		for (const count of [20, 50, 200]) {
			const drawn = Array.from({ length: DRAWS }, (_, i) =>
				plantRows(space, rows.human, count, i + 1)
			).filter((each) => each !== null);
			const told = [
				await meanClaims(drawn, count, claimWithinRows),
				await meanClaims(drawn, count, claimByHalves)
			];
			console.log(`${name}, ${count} planted: shipped ${told[0]}; strict ${told[1]}`);
		}
	}
}

async function meanClaims(
	drawn: readonly PlantedTables[],
	count: number,
	claim: typeof claimWithinRows
): Promise<string> {
	let [falseShare, found] = [0, 0];
	for (const [i, tables] of drawn.entries()) {
		const { planted, others } = await claim(tables, i + 1, ctx);
		falseShare += others / Math.max(1, planted + others) / drawn.length;
		found += planted / count / drawn.length;
	}
	return `${(100 * falseShare).toFixed(1)} % false, ${(100 * found).toFixed(0)} % found`;
}

/** Times all distances that cases need; leaves the rows as raw floats for the peers where a folder is given. */
async function reportSpeed(folder: string | undefined): Promise<void> {
	const numbers = { human: speedRows(1, SPEED_ROWS), synthetic: speedRows(2, SPEED_ROWS) };
	if (folder !== undefined)
		for (const [role, values] of Object.entries(numbers))
			writeFileSync(
				join(folder, `${role}.f32`),
				Float32Array.from(values, (steps) => steps / STEPS)
			);
	const block = (values: Int16Array) => ({
		count: SPEED_ROWS,
		numbers: values,
		codes: new Uint16Array(0)
	});
	const tables: CaseTables = {
		space: { numberCount: SPEED_COLUMNS, costs: [] },
		rows: { human: block(numbers.human), synthetic: block(numbers.synthetic) }
	};
	const begin = performance.now();
	const before = process.cpuUsage();
	const { cutoff } = await measureDistances(tables, 1, ctx, () => {});
	const seconds = (performance.now() - begin) / 1000;
	const { user, system } = process.cpuUsage(before);
	console.log(
		`${SPEED_ROWS} × ${SPEED_ROWS} × ${SPEED_COLUMNS}: all distances with calibration, both ways, one thread, ${((user + system) / 1e6).toFixed(1)} s of CPU, ${seconds.toFixed(1)} s by the clock (cutoff ${cutoff.toFixed(2)}), ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`
	);
}

await reportQuality();
await reportNulls();
await reportHoles();
await reportPlanted();
await reportSpeed(process.argv[3]);
await ctx.engine.close();
