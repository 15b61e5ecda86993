import { existsSync } from 'node:fs';
import type { NumberVector } from '$lib/terms/engine';
import { findGapsIn } from './gap-session';

/** A claim is borne out where fresh people fall into it oftener than synthetic rows, by the tolerance of a gap. */
const TOLERANCE = 0.1;

/**
 * Prints how many regions are claimed of a generator's file, and how many of them people who took no part in the search
 * (`human_holdout`, where there is one) do not bear out.
 */
export async function measureRealPair(folder: string, name: string, file: string): Promise<void> {
	const path = (which: string) => `${folder}/${name}/${which}.parquet`;
	const { engine, report, cpuSeconds } = await findGapsIn({
		human: path('human'),
		synthetic: path(file)
	});
	const { gaps, threshold, brokenRelations, smeared, summary } = report;
	let fresh = '';
	if (existsSync(path('human_holdout')) && gaps.length > 0) {
		const signal = new AbortController().signal;
		const source = { kind: 'path', name: 'holdout', path: path('human_holdout') } as const;
		await engine.open('reference', source, { signal });
		const shares = gaps.map(({ sql }, i) => `avg((${sql})::INTEGER)::DOUBLE AS v${i}`);
		const { columns } = await engine.query(`SELECT ${shares.join(', ')} FROM reference`, {
			signal
		});
		const mistaken = gaps.filter(({ synthetic }, i) => {
			const share = (columns[i] as NumberVector).values[0]!;
			return synthetic.share >= (1 - TOLERANCE) * share;
		});
		fresh = `, ${mistaken.length} not borne out by fresh people`;
	}
	const strong = gaps.filter(({ score }) => score > threshold.score + 20).length;
	console.log(
		`${name} × ${file}: ${gaps.length} gaps (${strong} strong), ${brokenRelations.length} relations, ${smeared.length} smears${fresh}; ${(100 * summary.inGaps).toFixed(1)} % of people in gaps, threshold ${threshold.score.toFixed(1)}, ${cpuSeconds.toFixed(1)} s of CPU`
	);
	for (const { words } of gaps.slice(0, 3)) console.log(`    ${words}`);
	await engine.close();
}
