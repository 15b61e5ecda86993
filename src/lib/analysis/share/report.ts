import { valueFacts, type ValueFacts } from '$lib/analysis/brief/facts';
import { regionOverlaps } from '$lib/analysis/brief/region-overlaps';
import { decisivePair } from '$lib/analysis/gaps/decisive-pair';
import { figures } from '$lib/kernels/figures';
import type { Analysis, Timings } from '$lib/terms/analysis';
import { columnKey, TEXT_MEASURES, type ColumnProfile } from '$lib/terms/column';
import type { Dataset, Role } from '$lib/terms/dataset';
import type {
	BrokenRelation,
	Gap,
	HeldOut,
	Interval,
	MeasuredRegion,
	RegionCount,
	Rung
} from '$lib/terms/gap';
import { ownValue } from '$lib/terms/own-value';
import { isOfRow, isSetAside, type Recipe } from '$lib/terms/recipe';
import { VERSION } from '$lib/terms/version';
import { describeInvention, listCases, short } from './report-cases';

/** What stands in `report.json` beside the findings themselves. */
export interface ReportContext {
	readonly recipe: Recipe;
	/** Name and version of the engine that counted. */
	readonly engineVersion: string;
	readonly timings: Timings;
	/** Human rows that `cases` ranks; 50,000 unless said. */
	readonly rankedCases?: number;
}

/** Up to so many rows every distance is exact. */
const RANKED_CASES = 50_000;

/** What `report.json` holds. */
export type Report = ReturnType<typeof buildReport>;

/**
 * The content of `report.json`, described by docs/report.schema.json: the findings in rank order with what they rest
 * on. Equal files and recipes give equal reports but for `versions` and `timings`. Holds no whole row,
 * but cases by row number.
 */
export function buildReport(
	{ open, profile, encode, gaps, cases }: Analysis,
	{ recipe, engineVersion, timings, rankedCases = RANKED_CASES }: ReportContext
) {
	const { settings, judgements } = recipe;
	const facts = valueFacts(encode);
	return {
		format: 'lacuna-report',
		formatVersion: 1,
		versions: { lacuna: VERSION, engine: engineVersion },
		seed: settings.seed,
		settings,
		sources: { human: describeSource(open.human), synthetic: describeSource(open.synthetic) },
		columns: profile.map((column) => describeColumn(column, facts)),
		unpaired: open.unpaired,
		threshold: { ...gaps.threshold, score: figures(gaps.threshold.score) },
		sample: gaps.sample,
		summary: gaps.summary,
		gaps: gaps.gaps.map((gap) => describeGap(gap, judgements[gap.id] ?? null)),
		overlaps: regionOverlaps(encode, [...gaps.gaps, ...cases.groups]),
		brokenRelations: gaps.brokenRelations.map(describeRelation),
		surplus: gaps.surplus.map((surplus) => ({
			...describeRegion(surplus),
			score: figures(surplus.score),
			pValue: figures(surplus.pValue)
		})),
		smeared: gaps.smeared.map((smear) => ({
			...describeRegion(smear),
			compensated: figures(smear.compensated)
		})),
		cases: listCases(cases, rankedCases, judgements),
		caseGroups: cases.groups.map((group) => ({
			...describeRegion(group),
			kind: group.kind,
			rows: group.rows,
			ladder: group.ladder.map(describeRung)
		})),
		inventions: cases.inventions.map(describeInvention),
		inventionGroups: cases.inventionGroups.map((group) => ({
			...describeRegion(group),
			rows: group.rows
		})),
		copies: cases.copies.rows.map(({ row, humanRow, solitude }) => ({
			row,
			humanRow,
			solitude: short(solitude)
		})),
		caseSummary: {
			totals: cases.totals,
			setAside: Object.entries(judgements).filter(
				([id, judgement]) => isOfRow(id) && isSetAside(judgement)
			).length,
			falseShare: cases.falseShare,
			novelExcess: cases.novelExcess === null ? null : figures(cases.novelExcess),
			sampling: cases.sampling,
			// A sum over all rows, whose last figures hang on the order of summing.
			copies: { count: cases.copies.count, expected: Number(cases.copies.expected.toFixed(6)) }
		},
		timings
	};
}

function describeSource({ name, rowCount, columns, fingerprint, chosen }: Dataset) {
	const { sizeBytes, sha256 } = fingerprint;
	const of = { name, rows: rowCount, columns: columns.length, sizeBytes, sha256 };
	return { ...of, ...(chosen && { chosen }) };
}

function describeColumn(
	{ pair, type: semanticType, use, isUseChosen, reason, warnings, sides }: ColumnProfile,
	{ values, counts, steps, keys }: ValueFacts
) {
	const side = (role: Role) => {
		const { missing, distinct, distinctAmong } = sides[role];
		const { name: column, sqlType: type } = pair[role];
		return { column, type, missing, distinct, distinctAmong: distinctAmong ?? null };
	};
	const { name } = pair;
	const key = ownValue(keys, name);
	const measures = TEXT_MEASURES.flatMap((measure) => {
		const known = ownValue(steps, columnKey({ column: name, measure })) ?? [];
		return known.length === 0 ? [] : [[measure, known] as const];
	});
	return {
		...{ name, semanticType, use, isUseChosen, reason, warnings },
		human: side('human'),
		synthetic: side('synthetic'),
		values: (ownValue(values, name) ?? []).map((value, i) => [value, counts[name]![i]!] as const),
		steps: ownValue(steps, name) ?? [],
		...(measures.length === 0 ? {} : { measures: Object.fromEntries(measures) }),
		...(key === undefined ? {} : { key })
	};
}

function describeGap(gap: Gap, judgement: Recipe['judgements'][string] | null) {
	return {
		...describeRegion(gap),
		kind: gap.kind,
		confirmed: gap.confirmed,
		effectBasis: gap.effectBasis,
		score: figures(gap.score),
		pValue: figures(gap.pValue),
		pAdjusted: figures(gap.pAdjusted),
		heldOut: describeHeldOut(gap.heldOut),
		decisive: describeDecisive(gap),
		ladder: gap.ladder.map(describeRung),
		judgement
	};
}

function describeRung({ conditions, human, synthetic, ratio }: Rung) {
	return {
		conditions,
		human: describeCount(human),
		synthetic: describeCount(synthetic),
		ratio: describeInterval(ratio)
	};
}

function describeRegion(measured: Omit<MeasuredRegion, 'kind' | 'ladder'>) {
	return {
		id: measured.id,
		words: measured.words,
		sql: measured.sql,
		conditions: measured.region.conditions,
		human: describeCount(measured.human),
		synthetic: describeCount(measured.synthetic),
		ratio: describeInterval(measured.ratio)
	};
}

function describeDecisive(gap: Gap) {
	const pair = decisivePair(gap);
	if (pair === null) return null;
	const { rung, words } = pair;
	return { conditions: rung.conditions, words, ratio: describeInterval(rung.ratio) };
}

function describeHeldOut(heldOut: HeldOut | undefined) {
	if (heldOut === undefined) return null;
	const { human, synthetic, pValue } = heldOut;
	return {
		human: describeCount(human),
		synthetic: describeCount(synthetic),
		pValue: figures(pValue)
	};
}

function describeCount({ count, weight, share }: RegionCount) {
	return { count, weight, share };
}

function describeInterval({ estimate, low, high, level }: Interval): Interval {
	return { estimate: figures(estimate), low: figures(low), high: figures(high), level };
}

function describeRelation(relation: BrokenRelation) {
	const { id, columns, words, score, cells, cellCount, humanShare } = relation;
	return {
		...{ id, columns, words, score: figures(score), cellCount, humanShare },
		cells: cells.map((cell) => ({ ...describeRegion(cell), expected: figures(cell.expected) }))
	};
}

/** `report.json` as text: a line a case and a line a combination of regions, for they are many. */
export function reportJson(report: Report): string {
	const { cases, overlaps } = report;
	const bare = { ...report, cases: [], overlaps: { ...overlaps, memberships: [] } };
	// A string in JSON holds no line break, so that these are the fields themselves.
	const put = (text: string, field: string, items: readonly unknown[]) => {
		const [indent] = /^\n\t*/.exec(field)!;
		const lines = items.map((one) => `${indent}\t${JSON.stringify(one)}`);
		return text.replace(`${field}: []`, () => `${field}: [${lines.join(',')}${indent}]`);
	};
	const text = put(JSON.stringify(bare, null, '\t'), '\n\t"cases"', cases);
	return `${put(text, '\n\t\t"memberships"', overlaps.memberships)}\n`;
}
