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
	const described = describe(shared).filter(({ parts }) => parts.length > 0);
	return Promise.all(
		described.map(async ({ without, ...item }) => ({
			...item,
			characters: length - (await encodeLink(without)).length
		}))
	);
}

function describe(shared: SharedAnalysis): readonly Described[] {
	const { recipe, findings } = shared;
	const without = (patch: Partial<Recipe>): SharedAnalysis => ({
		...shared,
		recipe: { ...recipe, ...patch }
	});
	const { draft, ...undrafted } = shared;
	const cases = findings?.cases;
	const words = new Map(
		[
			...recipe.ownRegions,
			...recipe.chosen,
			...(findings?.regions ?? []).map(({ region }) => region)
		].map((region) => [regionId(region), regionWords(region)])
	);
	const judged = Object.entries(recipe.judgements).filter(([id]) => !isOfRow(id));
	const judgedRows = Object.entries(recipe.judgements).filter(([id]) => isOfRow(id));
	const columns = [
		...Object.entries(recipe.pairing).map(([human, synthetic]) =>
			synthetic === null ? `${human} is not paired` : `${human} is paired with ${synthetic}`
		),
		...Object.entries(recipe.uses).map(([column, use]) => `${column} is used as ${use}`),
		...Object.entries(recipe.names ?? {}).map(([column, name]) => `${column} is called ${name}`)
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
			without: without({ pairing: {}, uses: {}, names: {} })
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
			without: without({ judgements: Object.fromEntries(judgedRows) })
		},
		{
			id: 'rowJudgements',
			words:
				'Your judgements of single human rows, by their number in the file; nothing else of them',
			parts: judgedRows.map(([id, judgement]) => `row ${id.slice(1)}: ${judgement}`),
			without: without(withoutRowJudgements(recipe))
		},
		{
			id: 'findings',
			words: 'What was found: counts and intervals of regions',
			parts: (findings?.regions ?? []).map(
				({ region, human, synthetic }) =>
					`${regionWords(region)}: ${human.count} human and ${synthetic.count} synthetic rows`
			),
			without: { ...shared, findings: null }
		},
		{
			id: 'cases',
			words: 'Single rows far from all synthetic ones: totals and groups, no row',
			parts: cases ? caseParts(cases) : [],
			without: { ...shared, findings: findings && withoutCases(findings) }
		},
		{
			id: 'draft',
			words: 'The draft of the brief, with all that you wrote in it',
			parts: draft ? draftParts(draft) : [],
			without: undrafted
		}
	];
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
