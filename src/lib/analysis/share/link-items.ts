import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionId } from '$lib/sql/region-id';
import { ROLES } from '$lib/terms/dataset';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Findings, FrozenCases, SharedAnalysis } from '$lib/terms/findings';
import type { LinkItem } from '$lib/terms/link-item';
import { EMPTY_RECIPE, isOfRow, withoutRowJudgements, type Recipe } from '$lib/terms/recipe';
import { encodeLink } from './link';

type Described = Omit<LinkItem, 'characters'> & { readonly without: SharedAnalysis };

/** What the link of a shared analysis holds, item by item, with what each adds to its length. Empty items are left out. */
export async function listLinkItems(shared: SharedAnalysis): Promise<readonly LinkItem[]> {
	const { length } = await encodeLink(shared);
	const items = [...recipeItems(shared), ...findingItems(shared), ...draftItems(shared)];
	const described = items.filter(({ parts }) => parts.length > 0);
	return Promise.all(
		described.map(async ({ without, ...item }) => ({
			...item,
			characters: length - (await encodeLink(without)).length
		}))
	);
}

/** What the person decided and judged. */
function recipeItems(shared: SharedAnalysis): readonly Described[] {
	const { recipe } = shared;
	const without = (patch: Partial<Recipe>): SharedAnalysis => ({
		...shared,
		recipe: { ...recipe, ...patch }
	});
	const words = wordsOf(shared);
	const judged = Object.entries(recipe.judgements).filter(([id]) => !isOfRow(id));
	const judgedRows = Object.entries(recipe.judgements).filter(([id]) => isOfRow(id));
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
			parts: columnParts(recipe),
			without: without({ pairing: {}, uses: {}, names: {} })
		},
		{
			id: 'settings',
			words: 'Settings of the search',
			parts: [settingsPart(recipe)],
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
			without: without({ judgements: Object.fromEntries(judgedRows) })
		},
		{
			id: 'rowJudgements',
			words:
				'Your judgements of single human rows, by their number in the file; nothing else of them',
			parts: judgedRows.map(([id, judgement]) => `row ${id.slice(1)}: ${judgement}`),
			without: without(withoutRowJudgements(recipe))
		}
	];
}

function findingItems(shared: SharedAnalysis): readonly Described[] {
	const { findings } = shared;
	if (findings === null) return [];
	const { cases } = findings;
	return [
		{
			id: 'findings',
			words: 'What was found: counts and intervals of regions',
			parts: findingParts(findings),
			without: { ...shared, findings: null }
		},
		{
			id: 'cases',
			words: 'Single rows far from all synthetic ones: totals and groups, no row',
			parts: cases ? caseParts(cases) : [],
			without: { ...shared, findings: withoutCases(findings) }
		}
	];
}

function draftItems({ draft, ...undrafted }: SharedAnalysis): readonly Described[] {
	if (!draft) return [];
	const words = 'The draft of the brief, with all that you wrote in it';
	return [{ id: 'draft', words, parts: draftParts(draft), without: undrafted }];
}

/** What regions of a shared analysis are called, by their ids. */
function wordsOf({ recipe, findings }: SharedAnalysis): ReadonlyMap<string, string> {
	const found = (findings?.regions ?? []).map(({ region }) => region);
	const regions = [...recipe.ownRegions, ...recipe.chosen, ...found];
	return new Map(regions.map((region) => [regionId(region), regionWords(region)]));
}

function columnParts({ pairing, uses, names = {} }: Recipe): string[] {
	return [
		...Object.entries(pairing).map(([human, synthetic]) =>
			synthetic === null ? `${human} is not paired` : `${human} is paired with ${synthetic}`
		),
		...Object.entries(uses).map(([column, use]) => `${column} is used as ${use}`),
		...Object.entries(names).map(([column, name]) => `${column} is called ${name}`)
	];
}

function settingsPart({ settings }: Recipe): string {
	const { seed, maxConditions, tolerance, falseAlarmRate } = settings;
	return `seed ${seed}, up to ${maxConditions} conditions, tolerance ${tolerance}, false alarm rate ${falseAlarmRate}`;
}

function findingParts({ regions }: Findings): string[] {
	return regions.map(
		({ region, human, synthetic }) =>
			`${regionWords(region)}: ${human.count} human and ${synthetic.count} synthetic rows`
	);
}

function withoutCases(findings: Findings): Findings {
	const rest: { -readonly [K in keyof Findings]: Findings[K] } = { ...findings };
	delete rest.cases;
	return rest;
}

function caseParts({ novel, inventions, copies, groups }: FrozenCases): string[] {
	return [
		`${novel ?? 'fewer than ten'} novel human rows, ${inventions} invented and ${copies} copied synthetic rows`,
		...groups.map(({ region, human }) => `${regionWords(region)}: ${human.count} human rows`)
	];
}

function draftParts(draft: BriefPlan): string[] {
	const { title, texts, questions, regions, definitions } = draft;
	const written = Object.entries(texts).filter(
		([part, text]) => text !== '' && text !== DEFAULT_PLAN.texts[part as keyof typeof texts]
	);
	return [
		title,
		...written.map(([part, text]) => `${part}: ${text}`),
		...Object.values(regions).flatMap(({ note }) => (note ? [`note: ${note}`] : [])),
		...Object.entries(definitions).map(([column, { means }]) => `${column} means ${means}`),
		...questions.map(({ text }) => `question: ${text}`)
	];
}

function filePart({ sources }: Recipe, role: 'human' | 'synthetic'): string[] {
	const source = sources[role];
	if (!source) return [];
	const rows = source.fingerprint ? `, ${source.fingerprint.rowCount} rows` : '';
	const where = source.chosen ? ` where ${source.chosen.column} is ${source.chosen.value}` : '';
	return [
		`${role}: ${source.name}${where}${rows}${source.url === undefined ? '' : `, from ${source.url}`}`
	];
}
