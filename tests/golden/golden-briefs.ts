import { fileURLToPath } from 'node:url';
import { FACTS, measured, oneOf, range } from '$lib/analysis/brief/brief.fixture';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { briefFacts } from '$lib/analysis/brief/facts';
import { encodePair } from '$lib/analysis/encode/encode-pair';
import { measureRegion } from '$lib/analysis/gaps/measure-region';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { Brief } from '$lib/terms/brief';
import type { Region } from '$lib/terms/region';
import { createNodeContext } from '../node-context';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const PLAN = {
	...DEFAULT_PLAN,
	texts: { ...DEFAULT_PLAN.texts, purpose: 'To serve people whom the generator forgets.' }
};

const PEOPLE = [
	measured([range('age', 71), oneOf('marital-status', 'Widowed')], 320, 1, { '0': 600, '1': 900 }),
	measured([range('hours-per-week', 45), oneOf('relationship', 'Wife')], 90, 2, {
		'0': 400,
		'1': 500
	}),
	measured([oneOf('race', 'Black'), range('sentiment', null, -0.6)], 400, 10, {
		'0': 900,
		'1': 2000
	})
];

/** Three regions of Adult: one the platform selects, one of a special category, one with an outcome. */
const ADULT: readonly Region[] = [
	{ conditions: [oneOf('marital-status', 'Married-spouse-absent')] },
	{ conditions: [range('age', 65), oneOf('race', 'Black')] },
	{ conditions: [oneOf('relationship', 'Wife'), range('capital-gain', 5000, null, { low: false })] }
];

/** The brief for three regions of Adult against tvae, measured in the files. */
export async function adultBrief(): Promise<Brief> {
	const ctx = createNodeContext();
	const source = (name: string) =>
		({ kind: 'path', name, path: beside(`../../static/samples/${name}`) }) as const;
	try {
		const sources = {
			human: source('adult-human.parquet'),
			synthetic: source('adult-tvae.parquet')
		};
		const pair = await openPair(sources, EMPTY_RECIPE, ctx);
		const columns = await profilePair(pair, EMPTY_RECIPE, ctx);
		const regions = [];
		for (const region of ADULT)
			regions.push(await measureRegion(region, pair, columns, EMPTY_RECIPE, ctx));
		const encoded = await encodePair(pair, columns, EMPTY_RECIPE, ctx);
		const facts = briefFacts(pair, columns, encoded, {});
		return draftBrief(regions, facts, PLAN);
	} finally {
		await ctx.engine.close();
	}
}

/** A brief of a small table about people: a screener, a quota, an outcome and a text. */
export function peopleBrief(): Brief {
	return draftBrief(PEOPLE, FACTS, PLAN);
}
