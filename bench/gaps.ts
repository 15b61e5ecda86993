/**
 * Whether planted holes are found: recall and rank of known regions by the rows that each printed predicate selects,
 * and claims that neither a planted hole nor the generator itself bears out.
 * Run: npm run bench:gaps -- <folder of planted cases> [prefix of a case]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import type { NumberVector, SqlEngine } from '$lib/terms/engine';
import type { Gap } from '$lib/terms/gap';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createBenchContext, encodeFiles } from './gap-session';

interface Truth {
	readonly regions: readonly {
		readonly id: string;
		readonly sql: string;
		readonly factor: number;
		readonly detectable: boolean;
		readonly human_row_ids: readonly number[];
	}[];
}

const [folder = '../shared/data/planted', prefix = ''] = process.argv.slice(2);
const signal = new AbortController().signal;

async function rowsOf(sql: string, engine: SqlEngine): Promise<number[]> {
	const { columns } = await engine.query(`SELECT (${sql})::UTINYINT AS v FROM human`, { signal });
	const { values, nulls } = columns[0] as NumberVector;
	return Array.from(values, (value, row) => (value === 1 && nulls?.[row] !== 1 ? row : -1)).filter(
		(row) => row >= 0
	);
}

function jaccard(planted: ReadonlySet<number>, rows: readonly number[]): number {
	const both = rows.filter((row) => planted.has(row)).length;
	return both / (planted.size + rows.length - both);
}

/** Whether the generator without the hole is short there too, so that the claim is true of it. */
async function isGeneratorsFault(gap: Gap, engine: SqlEngine): Promise<boolean> {
	const sql = `SELECT avg((${gap.sql})::INTEGER)::DOUBLE AS v FROM reference`;
	const { columns } = await engine.query(sql, { signal });
	return ((columns[0] as NumberVector).values[0] ?? 0) < 0.9 * gap.human.share;
}

const totals = {
	detectable: 0,
	top10: 0,
	top10Close: 0,
	whole: 0,
	wholeClose: 0,
	false: 0,
	cpuSeconds: 0
};
for (const name of readdirSync(folder).sort()) {
	if (!name.startsWith(prefix === '' ? 'o' : prefix)) continue;
	const path = (file: string) => `${folder}/${name}/${file}.parquet`;
	const ctx = createBenchContext();
	const paths = { human: path('human'), synthetic: path('synthetic') };
	const { pair, profiles, encoded } = await encodeFiles(paths, EMPTY_RECIPE, ctx);
	const begin = process.cpuUsage();
	const report = await findGaps(pair, profiles, encoded, EMPTY_RECIPE, ctx);
	const { user, system } = process.cpuUsage(begin);
	const cpuSeconds = (user + system) / 1e6;
	totals.cpuSeconds += cpuSeconds;
	const source = { kind: 'path', name: 'reference', path: path('reference') } as const;
	await ctx.engine.open('reference', source, { signal });
	const truth = JSON.parse(readFileSync(`${folder}/${name}/truth.json`, 'utf8')) as Truth;
	const rows = await Promise.all(report.gaps.map(({ sql }) => rowsOf(sql, ctx.engine)));
	const planted = truth.regions.map(({ human_row_ids }) => new Set(human_row_ids));
	const overlaps = planted.map((set) => rows.map((list) => jaccard(set, list)));
	let mistaken = 0;
	for (const [i, gap] of report.gaps.entries()) {
		const isPlanted = planted.some(
			(set, t) =>
				overlaps[t]![i]! >= 0.5 ||
				rows[i]!.filter((row) => set.has(row)).length >= rows[i]!.length / 2
		);
		if (!isPlanted && !(await isGeneratorsFault(gap, ctx.engine))) mistaken++;
	}
	totals.false += mistaken;
	console.log(
		`${name}: ${report.gaps.length} gaps, ${report.brokenRelations.length} relations, ${report.smeared.length} smears, ${mistaken} false, threshold ${report.threshold.score.toFixed(1)}, ${cpuSeconds.toFixed(1)} s of CPU`
	);
	for (const [t, region] of truth.regions.entries()) {
		const best = Math.max(0, ...overlaps[t]!);
		const rank = overlaps[t]!.findIndex((overlap) => overlap >= 0.5) + 1;
		const top = Math.max(0, ...overlaps[t]!.slice(0, 10));
		console.log(
			`  ${region.id}${region.detectable ? '' : ' (not detectable)'} Jaccard ${best.toFixed(2)}, rank ${rank || '–'}: ${region.sql}`
		);
		if (best > 0 && best < 0.8)
			console.log(`    nearest: ${report.gaps[overlaps[t]!.indexOf(best)]!.sql}`);
		if (!region.detectable) continue;
		totals.detectable++;
		if (top >= 0.5) totals.top10++;
		if (top >= 0.8) totals.top10Close++;
		if (best >= 0.5) totals.whole++;
		if (best >= 0.8) totals.wholeClose++;
	}
	await ctx.engine.close();
}
const share = (hits: number) => (hits / Math.max(totals.detectable, 1)).toFixed(2);
console.log(
	`${totals.detectable} detectable: recall@10 ${share(totals.top10)} at Jaccard 0.5, ${share(totals.top10Close)} at 0.8; whole list ${share(totals.whole)}, ${share(totals.wholeClose)}; ${totals.false} false regions, ${totals.cpuSeconds.toFixed(0)} s of CPU for gaps`
);
