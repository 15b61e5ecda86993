/**
 * Our fidelity figures beside published ones, for every shared pair that has them, within the tolerances that the
 * definitions give. `npm run bench:metrics [-- shared folder, part of a pair's name]`; exits with 1 where a figure is off.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareTables } from '$lib/analysis/compare/compare-tables';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { comparePatterns } from '$lib/kernels/compare-patterns';
import { driveJob } from '$lib/kernels/drive-job';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';

interface Published {
	readonly fidelity: readonly { dataset: string; synthesizer: string; k1: number; k2: number }[];
	readonly fidelity_k3_c5: readonly { dataset: string; synthesizer: string; k3: number }[];
	readonly own_reference_adult_trn: {
		readonly c2st_acc_auc: Readonly<Record<string, readonly [number, number]>>;
		readonly mup: Readonly<Record<string, unknown>>;
	};
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

function seconds(elapsedMs: number): string {
	return (elapsedMs / 1000).toFixed(1);
}

function figure(ours: number, theirs: number | undefined, ceiling: number): string {
	if (theirs === undefined)
		return `${ours.toFixed(6)} (none published; ceiling ${ceiling.toFixed(4)})`;
	const isClose = Math.abs(ours - theirs) <= TOLERANCE;
	isWithin &&= isClose;
	return `${ours.toFixed(6)} / ${theirs.toFixed(6)} ${isClose ? 'ok' : 'OFF'} (${ceiling.toFixed(4)})`;
}

async function measure(human: string, synthetic: string) {
	const ctx = createNodeContext();
	try {
		const sources = { human: source(human), synthetic: source(synthetic) };
		const pair = await openPair(sources, EMPTY_RECIPE, ctx);
		const profiles = await profilePair(pair, EMPTY_RECIPE, ctx);
		const comparison = compareTables(pair, profiles, EMPTY_RECIPE);
		const columns = await comparison.measure('columns', ctx);
		const pairs = await comparison.measure('pairs', ctx);
		const triples = await comparison.measure('triples', ctx);
		const classifier = await comparison.measure('classifier', ctx);
		const neighbours = await comparison.measure('neighbours', ctx);
		const copies = await comparison.measure('copies', ctx);
		return { columns, pairs, triples, classifier, neighbours, copies };
	} finally {
		await ctx.engine.close();
	}
}

/** Maximal uncovered patterns of the adult table alone, over sex, race, marital status and age bands. */
async function countUncovered(path: string): Promise<void> {
	const engine = createNodeEngine();
	const options = { signal: new AbortController().signal };
	const names = ['sex', 'race', 'marital-status', 'age'];
	try {
		await engine.open('human', source(path), options);
		await engine.load('human', names, options);
		const code = (name: string) =>
			name === 'age'
				? '(CASE WHEN age <= 24 THEN 0 ELSE least(5, (age - 15) // 10) END)::UTINYINT'
				: `(dense_rank() OVER (ORDER BY "${name}") - 1)::UTINYINT`;
		const sql = `SELECT ${names.map((name) => `${code(name)} AS "${name}"`).join(', ')} FROM human`;
		const { columns } = await engine.query(sql, options);
		const coded = columns.map((column) => {
			const codes = Uint8Array.from(column.values as Uint8Array);
			const size = codes.reduce((most, one) => Math.max(most, one), 0) + 1;
			return { size, codes: { human: codes, synthetic: codes } };
		});
		console.log('\nmaximal uncovered patterns of adult, ours / published');
		for (const threshold of [1, 10, 30, 100]) {
			const { patterns, count } = await driveJob(
				comparePatterns,
				{ columns: coded, humanThreshold: 0, syntheticThreshold: threshold, mostFixed: 4 },
				options
			);
			const theirs = published.own_reference_adult_trn.mup[`tau${threshold}`];
			isWithin &&= patterns.length === theirs;
			console.log(`  τ = ${threshold}: ${patterns.length} / ${theirs} (of ${count} patterns)`);
		}
	} finally {
		await engine.close();
	}
}

await countUncovered(join(shared, 'data/pairs/adult/human.parquet'));
console.log('\nours / published (ceiling)');
const only = process.argv[3] ?? '';
for (const { dataset, synthesizer, k1, k2 } of published.fidelity) {
	if (!`${dataset} × ${synthesizer}`.includes(only)) continue;
	const folder = join(shared, 'data/pairs', dataset.replace('-', '_'));
	const file = synthesizer === 'HOLDOUT' ? 'human_holdout' : `synthetic_${synthesizer}`;
	const synthetic = join(folder, `${file}.parquet`);
	if (!existsSync(synthetic)) continue;
	const started = performance.now();
	const { columns, pairs, triples, classifier, neighbours, copies } = await measure(
		join(folder, 'human.parquet'),
		synthetic
	);
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
	const reference =
		dataset === 'adult'
			? published.own_reference_adult_trn.c2st_acc_auc[
					synthesizer === 'HOLDOUT' ? 'val' : synthesizer
				]
			: undefined;
	const { accuracy: right, auc, chanceAuc, pValue, telltales } = classifier.value;
	console.log(
		`  C2ST           accuracy ${right.toFixed(4)}, AUC ${auc.toFixed(4)} (chance to ${chanceAuc.toFixed(4)}, p ${pValue.toFixed(3)}); another classifier: ${reference?.join(', ') ?? 'none'}; by ${telltales[0]?.ref.column}`
	);
	for (const { name, value, expected } of neighbours.value.figures)
		console.log(`  ${name.padEnd(18)} ${value.toFixed(4)} (${expected.toFixed(4)})`);
	console.log(
		`  exact copies   ${copies.value.copies} (expected ${copies.value.expected.toFixed(1)}), human twins ${copies.value.humanTwins}`
	);
	console.log(
		`  s: columns ${seconds(columns.elapsedMs)}, pairs ${seconds(pairs.elapsedMs)}, triples ${seconds(triples.elapsedMs)}, classifier ${seconds(classifier.elapsedMs)}, neighbours ${seconds(neighbours.elapsedMs)}, copies ${seconds(copies.elapsedMs)}`
	);
	console.log(`  as close as a ${(100 * closeAsSample).toFixed(1)} % sample of the human table`);
}
if (!isWithin) process.exitCode = 1;
