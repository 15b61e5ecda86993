import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyseGaps } from '$lib/analysis/analyse';
import type { Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { inNodeContext } from '../node-context';

const source = (name: string): Source => ({
	kind: 'path',
	name,
	path: fileURLToPath(new URL(name, import.meta.url))
});
const HUMAN = source('planted-human.parquet');

async function stepsOn(synthetic: Source) {
	const stages: string[] = [];
	const found = await inNodeContext((ctx) =>
		analyseGaps({ human: HUMAN, synthetic }, EMPTY_RECIPE, ctx, ({ stage }) => {
			stages.push(stage);
		})
	);
	return { ...found, stages };
}

describe('the first look', () => {
	it('comes before the gaps and already holds a region that the full search confirms', async () => {
		const { firstLook, gaps, stages } = await stepsOn(source('planted-synthetic.parquet'));
		expect(stages.indexOf('firstLook')).toBeLessThan(stages.indexOf('gaps'));
		const confirmed = new Set(gaps.gaps.filter((gap) => gap.confirmed).map(({ id }) => id));
		expect(firstLook.filter(({ id }) => confirmed.has(id))).not.toEqual([]);
		for (const { human, synthetic } of firstLook) expect(synthetic.share).toBeLessThan(human.share);
	}, 120_000);

	it('sees nothing where both tables are the same', async () => {
		const { firstLook } = await stepsOn(HUMAN);
		expect(firstLook).toEqual([]);
	}, 120_000);
});
