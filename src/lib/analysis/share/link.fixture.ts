import { oneOf, range } from '$lib/analysis/brief/brief.fixture';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { regionId } from '$lib/sql/region-id';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Findings, FrozenCases, SharedAnalysis } from '$lib/terms/findings';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';

/** The region that everything here is about. */
export const over64: Region = {
	conditions: [range('age', 65), oneOf('race', 'Amer-Indian-Eskimo', 'Other')]
};

/** A recipe with something in each part. */
export const recipe: Recipe = {
	...EMPTY_RECIPE,
	sources: {
		human: {
			name: 'human.parquet',
			fingerprint: { sizeBytes: 197_613, rowCount: 24_421, sha256: 'ab'.repeat(32) }
		},
		synthetic: { name: 'rtvae.parquet', url: 'https://example.org/rtvae.parquet' }
	},
	pairing: { age: 'AGEP', fnlwgt: null },
	uses: { zip: 'category' },
	ownRegions: [{ conditions: [{ kind: 'missing', column: 'workclass' }] }],
	judgements: { [regionId(over64)]: 'real' },
	chosen: [over64]
};

/** What was found with it. */
export const findings: Findings = {
	frozenOn: '2026-11-22',
	recipeHash: '0123456789abcdef',
	rows: { human: 24_421, synthetic: 50_000 },
	floor: 10,
	withheld: 2,
	inGaps: 0.0712,
	notMendable: 0.0331,
	regions: [
		{
			id: regionId(over64),
			region: over64,
			human: { count: 812, weight: 812, share: 0.03325 },
			synthetic: { count: 0, weight: 0, share: 0 },
			ratio: { estimate: 0, low: 0, high: 0.0022, level: 0.99 },
			kind: 'absent',
			confirmed: true
		}
	]
};

const group = { ...findings.regions[0]!, confirmed: false, cases: null };
const cases: FrozenCases = {
	...{ novel: 41, inventions: 3, copies: 2, copiesExpected: 1.5, falseShare: 0.1 },
	...{ withheld: 1, groups: [group] }
};

/** A draft of its brief, with words of a person. */
export const draft: BriefPlan = {
	...DEFAULT_PLAN,
	title: 'Older people of small communities',
	texts: { ...DEFAULT_PLAN.texts, purpose: 'To hear from them' },
	regions: { [regionId(over64)]: { note: 'ask <b>gently</b>' } }
};

/** Everything that a link can hold. */
export const SHARED: SharedAnalysis = {
	recipe: { ...recipe, judgements: { ...recipe.judgements, c17: 'error' } },
	findings: {
		...findings,
		effectiveRows: { human: 20_000.5, synthetic: 50_000 },
		regions: [{ ...findings.regions[0]!, effective: { human: 700.25, synthetic: 0 } }],
		cases
	},
	draft,
	open: regionId(over64)
};
