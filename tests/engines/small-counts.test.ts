import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyse } from '../../src/lib/analysis/analyse';
import { DEFAULT_PLAN } from '../../src/lib/analysis/brief/default-plan';
import { buildHtmlReport } from '../../src/lib/analysis/share/html-report';
import { toLacunaFile } from '../../src/lib/analysis/share/lacuna-file';
import { decodeLink, encodeLink } from '../../src/lib/analysis/share/link';
import { listLinkItems } from '../../src/lib/analysis/share/link-items';
import { reportExtras } from '../../src/lib/analysis/share/html-report/extras';
import { returnFiles, trendFiles } from '../../src/lib/analysis/share/verification-files';
import { conditionWords } from '../../src/lib/analysis/gaps/region-words';
import { openPair } from '../../src/lib/analysis/open/open-pair';
import type { RegionDetail } from '../../src/lib/analysis/share/html-report/region-details';
import { checkReturn } from '../../src/lib/analysis/verify/check-return';
import { adoptVerdicts } from '../../src/lib/analysis/verify/adopt-verdicts';
import { freezeFindings } from '../../src/lib/analysis/verify/freeze';
import { makeShareable } from '../../src/lib/analysis/verify/shareable';
import { verifyVersions } from '../../src/lib/analysis/verify-versions';
import { createRandom, type Random } from '../../src/lib/kernels/random';
import { regionId } from '../../src/lib/sql/region-id';
import type { AcceptanceCheck } from '../../src/lib/terms/brief';
import type { BriefPlan } from '../../src/lib/terms/brief-plan';
import type { Source } from '../../src/lib/terms/dataset';
import type { SharedAnalysis } from '../../src/lib/terms/findings';
import { DEFAULT_SETTINGS, EMPTY_RECIPE, type Recipe } from '../../src/lib/terms/recipe';
import type { Condition, Region } from '../../src/lib/terms/region';
import type { RunContext } from '../../src/lib/terms/run';
import { inNodeContext } from '../node-context';

const FLOOR = 10;
const ROWS = 500;

/** A person as the human file holds one. */
interface Person {
	readonly age: number | null;
	readonly job: string;
	readonly city: string;
	readonly joined: string;
	readonly story: string;
}

/** What nobody may learn: values of fewer than ten people, each spelt so that it is found wherever it stands. */
interface Plant {
	readonly jobs: readonly string[];
	readonly ages: readonly number[];
	readonly days: readonly string[];
	readonly missing: number;
	readonly seed: number;
	/** Jobs and cities that the generator makes none of. */
	readonly hole: number;
}

const anyPlant: fc.Arbitrary<Plant> = fc.record({
	jobs: fc
		.array(fc.integer({ min: 1, max: FLOOR - 1 }), { minLength: 1, maxLength: 3 })
		.map((sizes) => sizes.flatMap((size, i) => Array<string>(size).fill(`rarejob${i}`))),
	ages: fc
		.uniqueArray(fc.integer({ min: 0, max: 89 }), { minLength: 1, maxLength: FLOOR - 1 })
		.map((ends) => ends.map((end) => 9_135_700 + end)),
	days: fc
		.array(fc.integer({ min: 10, max: 28 }), { minLength: 1, maxLength: FLOOR - 1 })
		.map((days) => days.map((day) => `1871-11-${day}`)),
	missing: fc.integer({ min: 1, max: FLOOR - 1 }),
	seed: fc.nat(),
	hole: fc.integer({ min: 0, max: 3 })
});

const JOBS = ['cook', 'smith', 'nurse', 'clerk'];
const CITIES = ['north', 'south', 'west'];

function anyone(random: Random, i: number): Person {
	const day = new Date(Date.UTC(2020, 0, 1 + random.below(700))).toISOString().slice(0, 10);
	return {
		age: 18 + random.below(60),
		job: JOBS[random.below(4)]!,
		city: CITIES[random.below(3)]!,
		joined: day,
		story: `secrettale${i} ${'and so on '.repeat(1 + random.below(5))}`
	};
}

/** People with the rare ones among them; rare people crowd in the hole, where the search looks. */
function people({ jobs, ages, days, missing, seed, hole }: Plant): Person[] {
	const random = createRandom(seed);
	return Array.from({ length: ROWS }, (_, i) => {
		const one = anyone(random, i);
		const isRare = i < Math.max(jobs.length, ages.length, days.length, missing);
		return {
			...one,
			job: jobs[i] ?? (isRare ? JOBS[hole]! : one.job),
			age: i < ages.length ? ages[i]! : i >= ROWS - missing ? null : one.age,
			joined: days[i] ?? one.joined,
			city: isRare ? CITIES[hole % 3]! : one.city
		};
	});
}

/** What a generator makes of them: none of one job, none of the rare. */
function made({ seed, hole }: Plant): Person[] {
	const random = createRandom(seed + 1);
	return Array.from({ length: 2 * ROWS }, (_, i) => anyone(random, ROWS + i)).filter(
		({ job, city, age }) => job !== JOBS[hole] && !(city === CITIES[hole % 3] && age! > 60)
	);
}

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lacuna-small-counts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function toSource(name: string, rows: readonly Person[]): Promise<Source> {
	const path = join(folder, name);
	const lines = rows.map(({ age, job, city, joined, story }) =>
		[age ?? '', job, city, joined, story].join(',')
	);
	await writeFile(path, ['age,job,city,joined,story', ...lines].join('\n'));
	return { kind: 'path', name, path };
}

const from = (column: string, low: number | string, of: 'number' | 'date'): Condition => ({
	...{ kind: 'range', of, column, low, high: null },
	...{ isLowClosed: true, isHighClosed: false }
});

/** Regions that a person might name, each telling of too few. */
function indiscreet({ jobs, ages, days, hole }: Plant): Region[] {
	const set = (...values: string[]): Condition => ({ kind: 'set', column: 'job', values });
	return [
		{ conditions: [set(JOBS[hole]!, jobs[0]!)] },
		{ conditions: [set(jobs.at(-1)!)] },
		{ conditions: [from('age', ages[0]!, 'number'), set(JOBS[hole]!)] },
		{ conditions: [{ ...from('age', 40, 'number'), high: ages[0]! } as Condition] },
		{ conditions: [from('joined', days[0]!, 'date')] },
		{ conditions: [{ kind: 'missing', column: 'age' }, set(JOBS[hole]!)] }
	];
}

/** Regions that each may be told, but not beside each other: next to nobody stands between them. */
function nearCopies({ hole }: Plant): Region[] {
	const job: Condition = { kind: 'set', column: 'job', values: [JOBS[hole]!] };
	const aged = (low: number): Condition => from('age', low, 'number');
	return [
		{ conditions: [aged(30)] },
		{ conditions: [aged(31)] },
		{ conditions: [aged(30), job] },
		{ conditions: [job, aged(32)] },
		{ conditions: [aged(19)] }
	];
}

/** The value that a condition asks about; measures of texts are not counted here. */
function valueOf(one: Person, { column }: Condition): string | number | null {
	return one[column as keyof Person];
}

function meets(one: Person, condition: Condition): boolean {
	const value = valueOf(one, condition);
	if (condition.kind === 'missing') return value === null;
	if (condition.kind === 'set') return condition.values.includes(value!);
	const { low, high, isLowClosed, isHighClosed } = condition;
	if (value === null) return false;
	const at = (bound: string | number) => (typeof bound === 'string' ? bound.slice(0, 10) : bound);
	const isAbove = low === null || value > at(low) || (isLowClosed && value === at(low));
	const isBelow = high === null || value < at(high) || (isHighClosed && value === at(high));
	return isAbove && isBelow;
}

/** Whether enough people stand behind every category and bound, and behind the whole. */
function isTellable({ conditions }: Region, rows: readonly Person[]): boolean {
	const counted = conditions.filter(({ measure }) => measure === undefined);
	const isEnough = (parts: readonly Condition[]) =>
		rows.filter((one) => parts.every((part) => meets(one, part))).length >= FLOOR;
	const partsOf = (part: Condition): Condition[] => {
		if (part.kind === 'missing') return [part];
		if (part.kind === 'set') return part.values.map((value) => ({ ...part, values: [value] }));
		const closed = { ...part, isLowClosed: true, isHighClosed: true };
		return [part.low, part.high].flatMap((bound) =>
			bound === null
				? []
				: [
						{ ...closed, low: bound, high: null },
						{ ...closed, low: null, high: bound }
					]
		);
	};
	return isEnough(counted) && counted.flatMap(partsOf).every((part) => isEnough([part]));
}

/** Everything that leaves, decoded, by name. */
async function artefacts(plant: Plant, rows: readonly Person[], ctx: RunContext) {
	const human = await toSource('people.csv', rows);
	const synthetic = await toSource('made.csv', made(plant));
	const secrets = indiscreet(plant);
	const recipe: Recipe = {
		...EMPTY_RECIPE,
		settings: { ...DEFAULT_SETTINGS, maxConditions: 2, searchRows: ROWS },
		chosen: secrets.slice(0, 4),
		ownRegions: [...secrets.slice(2), ...nearCopies(plant)],
		judgements: Object.fromEntries(secrets.map((region) => [regionId(region), 'real' as const]))
	};
	const plan: BriefPlan = {
		...DEFAULT_PLAN,
		regions: Object.fromEntries(secrets.map((region) => [regionId(region), { note: 'a note' }])),
		people: { ...DEFAULT_PLAN.people, impossible: secrets.slice(0, 2).map(regionId) }
	};
	const analysis = await analyse({ human, synthetic }, recipe, ctx);
	const decided = { recipe, draft: plan };
	const { withheld, ...told } = await makeShareable(decided, [], analysis.open, ctx);
	const findings = await freezeFindings(analysis, recipe, '2026-11-22', ctx);
	const shared: SharedAnalysis = { ...told, findings };
	const extras = await reportExtras({ ...shared, findings }, analysis, ctx);
	const trend = await verifyVersions(
		{
			human,
			versions: [
				synthetic,
				await toSource('worse.csv', made({ ...plant, hole: (plant.hole + 1) % 4 }))
			],
			baseline: { recipe: shared.recipe, findings },
			today: '2026-11-23'
		},
		ctx
	);
	const files = trendFiles(trend);
	const newGaps = trend.versions.flatMap((version) => version.newGaps);
	const groups = findings.cases?.groups ?? [];
	const rungs = findings.regions.flatMap((region) => rungsOf(region, extras.details));
	return {
		regions: [
			...shared.recipe.chosen,
			...shared.recipe.ownRegions,
			...[...findings.regions, ...groups, ...newGaps].map(({ region }) => region)
		],
		documents: [
			[...findings.regions, ...groups, ...rungs].map(({ region }) => region),
			[...findings.regions, ...newGaps].map(({ region }) => region)
		],
		shares: [
			...[findings.inGaps, findings.notMendable],
			...trend.versions.flatMap((one) => [one.missingShare, one.inGaps, one.frozenShort]),
			...[...extras.details.values()].flatMap(picturedShares)
		],
		sources: shared.recipe.sources,
		found: findings.regions.length,
		withheld,
		texts: {
			link: JSON.stringify(await decodeLink(await encodeLink(shared))),
			file: toLacunaFile(shared),
			dialog: JSON.stringify(await listLinkItems(shared)),
			page: buildHtmlReport({ ...shared, findings }, extras),
			...files,
			...(await returned(plant, rows, shared, human, ctx))
		}
	};
}

/** Rungs of a region's ladder in the report, told by words, as regions. */
function rungsOf(
	{ id, region }: { readonly id: string; readonly region: Region },
	details: ReadonlyMap<string, RegionDetail>
): { readonly region: Region }[] {
	const told = new Set(details.get(id)?.ladder.map(({ words }) => words));
	const subsets = Array.from({ length: 2 ** region.conditions.length - 1 }, (_, bits) =>
		region.conditions.filter((_, i) => ((bits + 1) >> i) & 1)
	);
	return subsets
		.filter((conditions) => told.has(conditions.map(conditionWords).join(' and ')))
		.map((conditions) => ({ region: { conditions } }));
}

function picturedShares({ distributions, map }: RegionDetail): (number | null)[] {
	const bins = distributions.flatMap((one) => one.bins);
	return [...bins, ...(map?.cells ?? [])].map(({ human }) => human);
}

/** What is told of rows that came back, the rare people among them, by the checks of a brief. */
async function returned(
	plant: Plant,
	rows: readonly Person[],
	{ findings }: SharedAnalysis,
	human: Source,
	ctx: RunContext
): Promise<Record<string, string>> {
	const asked = { isClosed: true, isRequired: true, origin: 'asked', description: '' } as const;
	const schema: AcceptanceCheck = {
		...{ kind: 'schema', id: 'schema', words: 'Every row has its columns.' },
		columns: [
			{ ...asked, name: 'age', type: 'integer', values: null, min: 18, max: 77 },
			{ ...asked, name: 'job', type: 'category', values: JOBS, min: null, max: null }
		]
	};
	const check = await checkReturn(
		{
			returned: await toSource('back.csv', rows.slice(0, 40)),
			...{ human, frozen: findings!, tolerance: 0.1, acceptance: [schema] }
		},
		ctx
	);
	// The rare are rejected, by number and reason, in every form but the table of rejected rows itself.
	expect(check.rejected.length).toBeGreaterThanOrEqual(plant.jobs.length);
	const files = returnFiles(check);
	return Object.fromEntries(Object.entries(files).map(([form, text]) => [`back ${form}`, text]));
}

/** Any person at all: what is true of all of these is so by the conditions alone. */
function probesFor(regions: readonly Region[]): Person[] {
	const ages = new Set<number | null>([null, 0, 1e9]);
	const joined = new Set(['1800-01-01', '2100-01-01']);
	for (const { conditions } of regions)
		for (const condition of conditions)
			if (condition.kind === 'range' && condition.measure === undefined)
				for (const bound of [condition.low, condition.high])
					if (typeof bound === 'number') for (const by of [-1, 0, 1]) ages.add(bound + by);
					else if (bound !== null) joined.add(bound.slice(0, 10));
	return [...ages].flatMap((age) =>
		[...joined].flatMap((day) =>
			[...JOBS, 'another'].flatMap((job) =>
				[...CITIES, 'another'].map((city) => ({ age, job, city, joined: day, story: '' }))
			)
		)
	);
}

/** Pairs of regions, one in the other by their conditions, whose difference is of too few people. */
function differences(regions: readonly Region[], rows: readonly Person[]): string[] {
	const counted = [{ conditions: [] }, ...regions].filter(({ conditions }) =>
		conditions.every(({ measure }: Condition) => measure === undefined)
	);
	const probes = probesFor(counted);
	const of = ({ conditions }: Region, people: readonly Person[]) =>
		new Set(people.filter((one) => conditions.every((condition) => meets(one, condition))));
	const sets = counted.map((region) => ({ probes: of(region, probes), rows: of(region, rows) }));
	return counted.flatMap((inner, i) =>
		counted.flatMap((outer, j) => {
			if (![...sets[i]!.probes].every((one) => sets[j]!.probes.has(one))) return [];
			const few = sets[j]!.rows.size - sets[i]!.rows.size;
			return few > 0 && few < FLOOR ? [JSON.stringify({ few, inner, outer })] : [];
		})
	);
}

it('nothing that fewer than ten people stand behind is in any link, file, report, brief or verification', async () => {
	let [found, pairs] = [0, 0];
	await fc.assert(
		fc.asyncProperty(anyPlant, async (plant) => {
			const rows = people(plant);
			const { regions, texts, ...rest } = await inNodeContext((ctx) => artefacts(plant, rows, ctx));
			found += rest.found;
			for (const document of rest.documents) {
				pairs += document.length;
				expect(differences(document, rows)).toEqual([]);
			}
			for (const share of rest.shares)
				if (share !== null)
					expect((share * ROWS) / FLOOR).toBeCloseTo(Math.round((share * ROWS) / FLOOR), 6);
			for (const region of regions)
				expect(isTellable(region, rows), JSON.stringify(region)).toBe(true);
			const secret = [
				/rarejob\d/,
				/9,?135,?7\d\d/,
				/1871-11/,
				/secrettale/,
				/age is missing/,
				...indiscreet(plant).map((region) => new RegExp(regionId(region)))
			];
			for (const [name, text] of Object.entries(texts))
				for (const one of secret)
					expect(text.match(new RegExp(`.{0,120}${one.source}`))?.[0], name).toBeUndefined();
		}),
		{ numRuns: 6, seed: 1, endOnFailure: true }
	);
	expect(found).toBeGreaterThan(6);
	expect(pairs).toBeGreaterThan(40);
}, 300_000);

it('of a human table of fewer than ten people its name alone is told', async () => {
	const [plant] = fc.sample(anyPlant, { numRuns: 1, seed: 1 });
	const few = people(plant!).slice(0, FLOOR - 1);
	const sources = await inNodeContext(async (ctx) => {
		const human = await toSource('few.csv', few);
		const synthetic = await toSource('many.csv', made(plant!));
		const pair = await openPair({ human, synthetic }, EMPTY_RECIPE, ctx);
		const { name, fingerprint } = pair.human;
		const recipe: Recipe = { ...EMPTY_RECIPE, sources: { human: { name, fingerprint } } };
		return (await makeShareable({ recipe }, [], pair, ctx)).recipe.sources;
	});
	expect(sources).toEqual({ human: { name: 'few.csv' } });
}, 120_000);

it('a verdict on a gap that was shared more coarsely holds for the gap when it is found again', async () => {
	const [plant] = fc.sample(anyPlant, { numRuns: 1, seed: 1 });
	const [gap] = indiscreet(plant!);
	const [sent, taken] = await inNodeContext(async (ctx) => {
		const human = await toSource('judged.csv', people(plant!));
		const synthetic = await toSource('judged-made.csv', made(plant!));
		const pair = await openPair({ human, synthetic }, EMPTY_RECIPE, ctx);
		const recipe: Recipe = { ...EMPTY_RECIPE, judgements: { [regionId(gap!)]: 'impossible' } };
		const { judgements } = (await makeShareable({ recipe }, [gap!], pair, ctx)).recipe;
		return [judgements, await adoptVerdicts(judgements, [gap!], pair, ctx)] as const;
	});
	expect(Object.values(sent)).toEqual(['impossible']);
	expect(sent).not.toHaveProperty(regionId(gap!));
	expect(taken).toHaveProperty(regionId(gap!), 'impossible');
}, 120_000);
