/**
 * Our fidelity figures beside published ones, for every shared pair that has them, within the tolerances that the
 * definitions give. `npm run bench:metrics [-- folder of the shared data]`; exits with 1 where a figure is off.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareTables } from '$lib/analysis/compare/compare-tables';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { driveJob } from '$lib/kernels/drive-job';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

interface Published {
	readonly fidelity: readonly { dataset: string; synthesizer: string; k1: number; k2: number }[];
	readonly fidelity_k3_c5: readonly { dataset: string; synthesizer: string; k3: number }[];
	readonly sdmetrics_2023_quality: {
		readonly values: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
	};
}

const shared = process.argv[2] ?? '../shared';
const published = JSON.parse(
	readFileSync(join(shared, 'reference/published_metrics.json'), 'utf8')
) as Published;
const TOLERANCE = 5e-6;

function source(path: string) {
	return { kind: 'path' as const, name: basename(path), path };
}

let isWithin = true;

function figure(ours: number, theirs: number | undefined, ceiling: number): string {
	if (theirs === undefined)
		return `${ours.toFixed(6)} (none published; ceiling ${ceiling.toFixed(4)})`;
	const isClose = Math.abs(ours - theirs) <= TOLERANCE;
	isWithin &&= isClose;
	return `${ours.toFixed(6)} / ${theirs.toFixed(6)} ${isClose ? 'ok' : 'OFF'} (${ceiling.toFixed(4)})`;
}

async function measure(human: string, synthetic: string) {
	const engine = createNodeEngine();
	const ctx: RunContext = {
		engine,
		compute: { concurrency: 1, run: driveJob, close: async () => {} },
		signal: new AbortController().signal,
		onProgress: () => {}
	};
	try {
		const sources = { human: source(human), synthetic: source(synthetic) };
		const pair = await openPair(sources, EMPTY_RECIPE, ctx);
		const profiles = await profilePair(pair, EMPTY_RECIPE, ctx);
		const comparison = compareTables(pair, profiles, EMPTY_RECIPE);
		const columns = await comparison.measure('columns', ctx);
		const pairs = await comparison.measure('pairs', ctx);
		const triples = await comparison.measure('triples', ctx);
		return { columns, pairs, triples };
	} finally {
		await engine.close();
	}
}

console.log('ours / published (ceiling)');
for (const { dataset, synthesizer, k1, k2 } of published.fidelity) {
	const folder = join(shared, 'data/pairs', dataset.replace('-', '_'));
	const file = synthesizer === 'HOLDOUT' ? 'human_holdout' : `synthetic_${synthesizer}`;
	const synthetic = join(folder, `${file}.parquet`);
	if (!existsSync(synthetic)) continue;
	const started = performance.now();
	const { columns, pairs, triples } = await measure(join(folder, 'human.parquet'), synthetic);
	const isThis = (one: { dataset: string; synthesizer: string }) =>
		one.dataset === dataset && one.synthesizer === synthesizer;
	const k3 = published.fidelity_k3_c5.find(isThis)?.k3;
	const [shape, trend] = published.sdmetrics_2023_quality.values[dataset]?.[synthesizer] ?? [];
	const shapes = columns.value.map((column) => column.shape);
	const mean = (key: 'value' | 'ceiling') =>
		shapes.reduce((sum, one) => sum + one[key], 0) / shapes.length;
	const { single, triples: three } = triples.value;
	const { accuracy, trends, closeAsSample } = pairs.value;
	console.log(
		`\n${dataset} × ${synthesizer}, ${((performance.now() - started) / 1000).toFixed(1)} s`
	);
	console.log(`  k = 1          ${figure(single.mean.value, k1, single.mean.ceiling)}`);
	console.log(`  k = 2          ${figure(accuracy.mean.value, k2, accuracy.mean.ceiling)}`);
	console.log(`  k = 3          ${figure(three!.mean.value, k3, three!.mean.ceiling)}`);
	console.log(`  column shapes  ${figure(mean('value'), shape, mean('ceiling'))}`);
	console.log(`  pair trends    ${figure(trends.mean.value, trend, trends.mean.ceiling)}`);
	console.log(`  as close as a ${(100 * closeAsSample).toFixed(1)} % sample of the human table`);
}
if (!isWithin) process.exitCode = 1;
