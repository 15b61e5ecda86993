import { regionWords } from '$lib/analysis/gaps/region-words';
import { countText } from '$lib/terms/figures';
import { SMALL_COUNT_FLOOR } from '$lib/terms/findings';
import type { Interval } from '$lib/terms/gap';
import type {
	Diversity,
	RegionCheck,
	ReturnCheck,
	TableDiversity,
	Trend,
	VersionCheck
} from '$lib/terms/verification';

/** Rows of text; the first is the head. */
type Table = readonly (readonly string[])[];

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function ratioText({ estimate, low, high }: Interval): string {
	const figure = (ratio: number) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '∞');
	return `${figure(estimate)} (${figure(low)} to ${figure(high)})`;
}

/** One row a frozen region: its ratio in each version, the last verdict and the rows still needed. */
function trendTable({ frozen, versions }: Trend): Table {
	const head = ['#', 'region', 'frozen', ...versions.map(({ name }) => name), 'verdict', 'needed'];
	const last = versions.at(-1)!;
	const rows = frozen.regions.map(({ region, ratio }, i) => [
		String(i + 1),
		regionWords(region),
		ratioText(ratio),
		...versions.map((version) => ratioText(version.regions[i]!.ratio)),
		last.regions[i]!.verdict,
		countText(last.regions[i]!.needed)
	]);
	return [head, ...rows];
}

/** One row a version: missing share, verdicts, new gaps, diversity. */
function versionsTable({ versions, humanDiversity }: Trend): Table {
	const head = [
		'version',
		'rows',
		'missing',
		'in gaps',
		'short of frozen',
		'closed',
		'new gaps',
		'cells',
		'entropy',
		'distinct rows',
		'entropy of rows'
	];
	const closed = ({ regions }: VersionCheck) =>
		`${regions.filter(({ verdict }) => verdict === 'closed').length} of ${regions.length}`;
	const rows = versions.map((version) => [
		version.name,
		countText(version.rows),
		percent(version.missingShare),
		percent(version.inGaps),
		percent(version.frozenShort),
		closed(version),
		String(version.newGaps.length + version.newWithheld),
		...diversityCells(version.diversity)
	]);
	const human = ['human', '', '', '', '', '', '', ...diversityCells(humanDiversity)];
	return [head, ...rows, human];
}

function diversityCells({ together, overall }: TableDiversity): readonly string[] {
	return [
		countText(together.cells),
		together.entropy.toFixed(2),
		countText(overall.cells),
		overall.entropy.toFixed(2)
	];
}

/** One row a column: distinct cells and entropy of people and of each version. */
function columnsTable({ humanDiversity, versions }: Trend): Table {
	const figures = ({ cells, entropy }: Diversity) => `${countText(cells)} (${entropy.toFixed(2)})`;
	const rows = humanDiversity.columns.map((column) => [
		column.column,
		figures(column),
		...versions.map(({ diversity }) => {
			const own = diversity.columns.find((one) => one.column === column.column);
			return own === undefined ? 'no such column' : figures(own);
		})
	]);
	return [['column', 'human', ...versions.map(({ name }) => name)], ...rows];
}

/** One row a check of returned data. */
function checksTable({ checks }: ReturnCheck): Table {
	const rows = checks.map(({ words, failed, rows, severity, skipped }) => [
		words,
		skipped === null ? countText(failed) : 'not checked',
		severity,
		skipped ?? `${rows.slice(0, 8).join(', ')}${failed > 8 ? ', …' : ''}`
	]);
	return [['check', 'rows that fail', 'they are', 'which (0-based)'], ...rows];
}

/** One row a frozen region with the accepted rows added. */
function returnTable({ regions, added }: ReturnCheck): Table {
	const row = ({ frozen, ratio, verdict, needed }: RegionCheck, i: number) => [
		String(i + 1),
		regionWords(frozen.region),
		ratioText(frozen.ratio),
		countText(added[i]!),
		ratioText(ratio),
		verdict,
		countText(needed)
	];
	return [['#', 'region', 'frozen', 'added', 'now', 'verdict', 'needed'], ...regions.map(row)];
}

/** A sentence and the table that bears it out. */
export interface VerificationSection {
	readonly lead: string;
	readonly table: Table;
}

/** Of regions from a report.json. */
const NOT_HELD =
	'They come from report.json, which is not held to the small-count floor: for those who hold the data.';

/** What a trend over versions tells, the whole first. */
export function trendSections(trend: Trend): readonly VerificationSection[] {
	const last = trend.versions.at(-1)!;
	const closed = last.regions.filter(({ verdict }) => verdict === 'closed').length;
	const other = trend.isOtherHuman
		? ' The human file is another than the one they were frozen on.'
		: '';
	const kept = trend.frozen.floor < SMALL_COUNT_FLOOR ? ` ${NOT_HELD}` : '';
	const fresh: Table = [
		['version', 'new gap', 'human', 'synthetic', 'ratio'],
		...trend.versions.flatMap(({ name, newGaps }) =>
			newGaps.map(({ region, human, synthetic, ratio }) => [
				name,
				regionWords(region),
				percent(human.share),
				percent(synthetic.share),
				ratioText(ratio)
			])
		)
	];
	return [
		{ lead: 'Versions, oldest first:', table: versionsTable(trend) },
		{
			lead: `${closed} of ${last.regions.length} regions frozen on ${trend.frozen.frozenOn} are closed in the last version.${other}${kept}`,
			table: trendTable(trend)
		},
		...(fresh.length > 1 ? [{ lead: 'Gaps that were not frozen:', table: fresh }] : []),
		{
			lead: `Distinct cells, and entropy in bits, by column in ${countText(trend.humanDiversity.rows)} rows:`,
			table: columnsTable(trend)
		}
	];
}

/** What a check of returned data tells. */
export function returnSections(check: ReturnCheck): readonly VerificationSection[] {
	const closed = check.regions.filter(({ verdict }) => verdict === 'closed').length;
	return [
		{
			lead: `${countText(check.accepted)} of ${countText(check.rows)} rows are accepted. Rows are named by number, and counted however few: for those who hold ${check.name}.`,
			table: checksTable(check)
		},
		{
			lead: `With them, ${closed} of ${check.regions.length} frozen regions are closed.`,
			table: returnTable(check)
		}
	];
}
