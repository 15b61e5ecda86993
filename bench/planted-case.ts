import { readFileSync } from 'node:fs';
import type { NumberVector, SqlEngine } from '$lib/terms/engine';
import type { Gap } from '$lib/terms/gap';
import { findGapsIn } from './gap-session';

interface Truth {
	readonly regions: readonly {
		readonly id: string;
		readonly sql: string;
		readonly factor: number;
		readonly detectable: boolean;
		readonly human_row_ids: readonly number[];
	}[];
}

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

/** Sums over cases; holes are counted at a Jaccard index of 0.5, and of 0.8 (`close`). */
export class PlantedTotals {
	detectable = 0;
	top10 = 0;
	top10Close = 0;
	whole = 0;
	wholeClose = 0;
	false = 0;
	cpuSeconds = 0;

	toString(): string {
		const share = (hits: number) => (hits / Math.max(this.detectable, 1)).toFixed(2);
		return `${this.detectable} detectable: recall@10 ${share(this.top10)} at Jaccard 0.5, ${share(this.top10Close)} at 0.8; whole list ${share(this.whole)}, ${share(this.wholeClose)}; ${this.false} false regions, ${this.cpuSeconds.toFixed(0)} s of CPU for gaps`;
	}
}

/** Prints what is found of the holes planted in a case, and adds it to the totals. */
export async function measurePlantedCase(
	folder: string,
	name: string,
	totals: PlantedTotals
): Promise<void> {
	const path = (file: string) => `${folder}/${name}/${file}.parquet`;
	const { engine, report, cpuSeconds } = await findGapsIn({
		human: path('human'),
		synthetic: path('synthetic')
	});
	totals.cpuSeconds += cpuSeconds;
	const source = { kind: 'path', name: 'reference', path: path('reference') } as const;
	await engine.open('reference', source, { signal });
	const truth = JSON.parse(readFileSync(`${folder}/${name}/truth.json`, 'utf8')) as Truth;
	const rows = await Promise.all(report.gaps.map(({ sql }) => rowsOf(sql, engine)));
	const planted = truth.regions.map(({ human_row_ids }) => new Set(human_row_ids));
	const overlaps = planted.map((set) => rows.map((list) => jaccard(set, list)));
	let mistaken = 0;
	for (const [i, gap] of report.gaps.entries()) {
		const isPlanted = planted.some(
			(set, t) =>
				overlaps[t]![i]! >= 0.5 ||
				rows[i]!.filter((row) => set.has(row)).length >= rows[i]!.length / 2
		);
		if (!isPlanted && !(await isGeneratorsFault(gap, engine))) mistaken++;
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
	await engine.close();
}
