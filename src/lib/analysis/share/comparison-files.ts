import { readingWords } from '$lib/analysis/compare/population/mirror-words';
import { isLeftOut, shownName, type ColumnRef } from '$lib/terms/column';
import type { Held } from '$lib/terms/compare';
import { countText } from '$lib/terms/figures';
import type { Combination, PatternScores } from '$lib/terms/patterns';
import type { ComparisonReport } from './comparison-report';
import { asLog, asMarkdown, asPage, toJson, type ToldSection } from './told-sections';

/** A comparison in every form it leaves in. */
export interface ComparisonFiles {
	/** For a terminal. */
	readonly text: string;
	readonly markdown: string;
	/** A page that needs no tool. */
	readonly report: string;
	/** All there is, the same from the page and the command line. */
	readonly json: string;
}

const LISTED = 20;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** How a report names columns: by the names that a person gave them. */
function namer({ columns }: ComparisonReport): (ref: ColumnRef) => string {
	const names = Object.fromEntries(columns.map(({ name, shownName }) => [name, shownName]));
	return (ref) => shownName(ref, names);
}

/** A comparison as text, Markdown, page and JSON. */
export function comparisonFiles(report: ComparisonReport): ComparisonFiles {
	const { human, synthetic } = report.sources;
	const title = `${human.name} against ${synthetic.name}`;
	const sections = comparisonSections(report);
	return {
		text: asLog(sections),
		markdown: asMarkdown(title, sections),
		report: asPage(title, 'Compared', sections),
		json: toJson(report)
	};
}

/** What a comparison tells: the whole table first, then columns, pairs and what else was measured. */
function comparisonSections(report: ComparisonReport): readonly ToldSection[] {
	return [
		figureSection(report),
		columnSection(report),
		pairSection(report),
		telltaleSection(report),
		patternSection(report),
		collectSection(report),
		populationSection(report),
		noteSection(report)
	].filter(({ table }) => table.length > 1);
}

function figureSection({ sources, seed, figures, closeAsSample }: ComparisonReport): ToldSection {
	const { human, synthetic } = sources;
	const close =
		closeAsSample === null
			? ''
			: ` As close to the human table as a ${Number((100 * closeAsSample).toPrecision(2))} % sample of it.`;
	return {
		lead: `${countText(human.rows)} rows of ${human.name} against ${countText(synthetic.rows)} of ${synthetic.name}, seed ${seed}; the ceiling is what a second human sample would give.${close}`,
		table: [
			['figure', 'found', 'ceiling', 'better'],
			...figures.map(({ name, value, ceiling, better }) => [
				name,
				figure(value),
				figure(ceiling),
				better
			])
		]
	};
}

function figure(value: number): string {
	return Math.abs(value) >= 100 || Number.isInteger(value) ? countText(value) : value.toFixed(4);
}

function columnSection(report: ComparisonReport): ToldSection {
	const { columns } = report;
	const refName = namer(report);
	const below = ({ value, ceiling }: Held) => ceiling - value;
	const rows = columns
		.flatMap(({ comparisons, ...column }) => comparisons.map((one) => ({ column, one })))
		.toSorted((a, b) => below(b.one.shape) - below(a.one.shape));
	return {
		lead: 'Columns, the furthest below their ceilings first:',
		table: [
			[
				'column',
				'used as',
				'shape',
				'ceiling',
				'coverage',
				'at a count of 5',
				'effect',
				'p',
				'missing human',
				'synthetic'
			],
			...rows.map(({ column: { name, type, human, synthetic }, one }) => [
				refName({ column: name, ...(one.measure !== null && { measure: one.measure }) }),
				type,
				one.shape.value.toFixed(4),
				one.shape.ceiling.toFixed(4),
				percent(one.coverage),
				percent(one.coverageAtCount),
				`${one.drift.effectName} ${one.drift.effect.toFixed(3)}`,
				one.drift.pValue < 0.001 ? '< 0.001' : one.drift.pValue.toFixed(3),
				percent(human.missing / Math.max(1, human.rows)),
				percent(synthetic.missing / Math.max(1, synthetic.rows))
			])
		]
	};
}

function pairSection(report: ComparisonReport): ToldSection {
	const { pairs } = report;
	const refName = namer(report);
	return {
		lead: 'Pairs of columns, the furthest below their ceilings first:',
		table: [
			['pair', 'accuracy', 'ceiling', 'trend', 'ceiling'],
			...(pairs?.worst ?? [])
				.slice(0, LISTED)
				.map(({ columns, accuracy, trend }) => [
					columns.map(refName).join(' × '),
					...[accuracy, trend].flatMap(({ value, ceiling }) => [
						value.toFixed(4),
						ceiling.toFixed(4)
					])
				])
		]
	};
}

function telltaleSection(report: ComparisonReport): ToldSection {
	const { classifier } = report;
	const refName = namer(report);
	return {
		lead: `What gives the tables away to a classifier (p = ${classifier?.pValue.toFixed(3)} by permutation):`,
		table: [
			['column', 'AUC lost without it', 'AUC alone'],
			...(classifier?.telltales ?? []).map(({ ref, importance, alone }) => [
				refName(ref),
				importance.toFixed(4),
				alone.toFixed(4)
			])
		]
	};
}

function wordsOf(
	{ axes }: PatternScores,
	{ values }: Combination,
	refName: (ref: ColumnRef) => string
): string {
	return axes
		.flatMap((ref, d) => (values[d] === null ? [] : [`${refName(ref)}: ${values[d]}`]))
		.join(', ');
}

function patternSection(report: ComparisonReport): ToldSection {
	const { patterns } = report;
	const refName = namer(report);
	const head = ['pattern', 'human', 'synthetic'];
	if (patterns === null) return { lead: '', table: [head] };
	const { axes, count, humanThreshold, syntheticThreshold } = patterns;
	return {
		lead: `Uncovered patterns over ${axes.map(refName).join(', ')}: ${countText(count)} with at least ${countText(humanThreshold)} human and fewer than ${countText(syntheticThreshold)} synthetic rows (their count is no score):`,
		table: [
			head,
			...patterns.patterns
				.slice(0, LISTED)
				.map((one) => [
					wordsOf(patterns, one, refName),
					countText(one.human),
					countText(one.synthetic)
				])
		]
	};
}

function collectSection(report: ComparisonReport): ToldSection {
	const { patterns } = report;
	const refName = namer(report);
	const rows = patterns?.toCollect.slice(0, LISTED) ?? [];
	return {
		lead: 'Combinations that together meet every pattern:',
		table: [
			['combination', 'meets'],
			...rows.map((one) => [wordsOf(patterns!, one, refName), `${one.meets}`])
		]
	};
}

function populationSection(report: ComparisonReport): ToldSection {
	const { population } = report;
	const refName = namer(report);
	return {
		lead: `Held against the population of ${population?.fileName}:`,
		table: [
			['column', 'table', 'score', '95 % interval', 'ceiling', 'it'],
			...(population?.columns ?? []).flatMap(({ ref, sides }) =>
				(['human', 'synthetic'] as const).map((role) => {
					const { value, low, high, ceiling, reading } = sides[role];
					const interval = `${low.toFixed(4)} to ${high.toFixed(4)}`;
					const score = [value.toFixed(4), interval, ceiling.toFixed(4)];
					return [refName(ref), role, ...score, readingWords(reading)];
				})
			)
		]
	};
}

function noteSection(report: ComparisonReport): ToldSection {
	const { columns, unpaired, population, failed, partners } = report;
	const refName = namer(report);
	const notes = [
		...columns
			.filter(({ name, shownName }) => shownName !== name)
			.map(({ name, shownName }) => [shownName, `Called ${name} in the human table.`]),
		...columns.flatMap(({ name, warnings, comparisons }) =>
			[...warnings, ...comparisons.flatMap(({ leaks }) => leaks)].map((note) => [
				refName({ column: name }),
				note
			])
		),
		...columns
			.filter(({ use }) => isLeftOut(use))
			.map(({ name, reason }) => [refName({ column: name }), `Left out. ${reason}`]),
		...unpaired.human.map((name) => [name, 'Only in human.']),
		...unpaired.synthetic.map((name) => [name, 'Only in synthetic.']),
		...(partners ?? []).map(({ human, synthetic, confidence }) => [
			human,
			`May belong to ${synthetic} (confidence ${percent(confidence)}); name it in the recipe’s pairing.`
		]),
		...(population?.leftOut ?? []).map(({ column, reason }) => [
			column,
			`Not held against the population. ${reason}`
		]),
		...failed.map(({ measure, message, hint }) => [measure, `Not measured. ${message} ${hint}`])
	];
	return { lead: 'Worth knowing:', table: [['of', 'what'], ...notes] };
}
