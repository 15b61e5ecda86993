import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nearestSynthetic, tileSynthetic } from '$lib/analysis/cases/nearest-synthetic';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { driveJob } from '$lib/kernels/drive-job';
import type { Role } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import { createNodeContext } from '../node-context';

const JOBS = ['baker', 'smith', 'nurse'];
const SYNTHETIC = Array.from(
	{ length: 90 },
	(_, i) => `${20 + (i % 45)},${(i * 7) % 61},${JOBS[i % 3]}`
);
/** The same rows the other way round. */
const HUMAN = SYNTHETIC.toReversed();

it('gives each human row of a region, in file order, the synthetic row that is nearest', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'lacuna-nearest-'));
	const compute = { concurrency: 3, run: driveJob, close: async () => {} };
	const ctx = createNodeContext({ compute });
	try {
		const source = async (role: Role, rows: readonly string[]) => {
			const path = join(folder, `${role}.csv`);
			await writeFile(path, ['age,hours,job', ...rows].join('\n'));
			return { kind: 'path', name: `${role}.csv`, path } as const;
		};
		const sources = {
			human: await source('human', HUMAN),
			synthetic: await source('synthetic', SYNTHETIC)
		};
		const pair = await openPair(sources, EMPTY_RECIPE, ctx);
		const profiles = await profilePair(pair, EMPTY_RECIPE, ctx);
		const region: Region = {
			conditions: [{ kind: 'set', column: 'job', values: ['nurse'] }]
		};
		const tiled = await tileSynthetic(pair, profiles, ctx);
		const nearest = await nearestSynthetic(tiled, region, 20, pair, ctx);
		const asked = HUMAN.filter((row) => row.endsWith('nurse')).slice(0, 20);
		expect(nearest.map(({ row }) => SYNTHETIC[row])).toEqual(asked);
		expect(nearest.map(({ distance }) => distance)).toEqual(asked.map(() => 0));
	} finally {
		await ctx.engine.close();
		await rm(folder, { recursive: true });
	}
});
