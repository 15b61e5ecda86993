import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionId } from '$lib/sql/region-id';
import { ROLES } from '$lib/terms/dataset';
import type { SharedAnalysis } from '$lib/terms/findings';
import type { LinkItem } from '$lib/terms/link-item';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { encodeLink } from './link';

type Described = Omit<LinkItem, 'characters'> & { readonly without: SharedAnalysis };

/** What the link of a shared analysis holds, item by item, with what each adds to its length. Empty items are left out. */
export async function listLinkItems(shared: SharedAnalysis): Promise<readonly LinkItem[]> {
	const { length } = await encodeLink(shared.recipe, shared.findings);
	const described = describe(shared).filter(({ parts }) => parts.length > 0);
	return Promise.all(
		described.map(async ({ without, ...item }) => ({
			...item,
			characters: length - (await encodeLink(without.recipe, without.findings)).length
		}))
	);
}

function describe(shared: SharedAnalysis): readonly Described[] {
	const { recipe, findings } = shared;
	const without = (patch: Partial<Recipe>): SharedAnalysis => ({
		recipe: { ...recipe, ...patch },
		findings
	});
	const words = new Map(
		[
			...recipe.ownRegions,
			...recipe.chosen,
			...(findings?.regions ?? []).map(({ region }) => region)
		].map((region) => [regionId(region), regionWords(region)])
	);
	const judged = Object.entries(recipe.judgements);
	const columns = [
		...Object.entries(recipe.pairing).map(([human, synthetic]) =>
			synthetic === null ? `${human} is not paired` : `${human} is paired with ${synthetic}`
		),
		...Object.entries(recipe.uses).map(([column, use]) => `${column} is used as ${use}`)
	];
	const { settings } = recipe;
	return [
		{
			id: 'files',
			words: 'Names, sizes and fingerprints of the files; no row of them',
			parts: ROLES.flatMap((role) => filePart(recipe, role)),
			without: without({ sources: {} })
		},
		{
			id: 'columns',
			words: 'What you decided about columns',
			parts: columns,
			without: without({ pairing: {}, uses: {} })
		},
		{
			id: 'settings',
			words: 'Settings of the search',
			parts: [
				`seed ${settings.seed}, up to ${settings.maxConditions} conditions, tolerance ${settings.tolerance}, false alarm rate ${settings.falseAlarmRate}`
			],
			without: without({ settings: EMPTY_RECIPE.settings })
		},
		{
			id: 'ownRegions',
			words: 'Regions that you named',
			parts: recipe.ownRegions.map(regionWords),
			without: without({ ownRegions: [] })
		},
		{
			id: 'chosen',
			words: 'Regions chosen for the brief',
			parts: recipe.chosen.map(regionWords),
			without: without({ chosen: [] })
		},
		{
			id: 'judgements',
			words: 'Your judgements of findings',
			parts: judged.map(([id, judgement]) => `${words.get(id) ?? `finding ${id}`}: ${judgement}`),
			without: without({ judgements: {} })
		},
		{
			id: 'findings',
			words: 'What was found: counts and intervals of regions',
			parts: (findings?.regions ?? []).map(
				({ region, human, synthetic }) =>
					`${regionWords(region)}: ${human.count} human and ${synthetic.count} synthetic rows`
			),
			without: { recipe, findings: null }
		}
	];
}

function filePart({ sources }: Recipe, role: 'human' | 'synthetic'): string[] {
	const source = sources[role];
	if (!source) return [];
	const rows = source.fingerprint ? `, ${source.fingerprint.rowCount} rows` : '';
	return [
		`${role}: ${source.name}${rows}${source.url === undefined ? '' : `, from ${source.url}`}`
	];
}
