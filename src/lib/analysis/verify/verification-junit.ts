import { escapeMarkup } from '$lib/analysis/brief/export/html';
import { regionWords } from '$lib/analysis/gaps/region-words';
import type {
	RegionCheck,
	ReturnCheck,
	RowCheck,
	Trend,
	VersionCheck
} from '$lib/terms/verification';

interface TestCase {
	readonly name: string;
	readonly failure?: string;
	readonly skipped?: string;
}

interface TestSuite {
	readonly name: string;
	readonly cases: readonly TestCase[];
}

/** Versions as JUnit XML: a suite a version, a case a frozen region and a new gap. */
export function trendJunit({ versions }: Trend): string {
	return junit(versions.map(versionSuite));
}

/** Returned data as JUnit XML: a suite of row checks and one of frozen regions. */
export function returnJunit({ name, checks, regions }: ReturnCheck): string {
	return junit([
		{ name: `${name}: rows`, cases: checks.map(checkCase) },
		{ name: `${name}: regions`, cases: regions.map(regionCase) }
	]);
}

function versionSuite({ name, regions, newGaps, newWithheld }: VersionCheck): TestSuite {
	const fresh = newGaps.map(({ region, ratio }): TestCase => ({
		name: `new: ${regionWords(region)}`,
		failure: `A new gap: ${ratio.estimate.toFixed(2)} of the human share.`
	}));
	const withheld: readonly TestCase[] =
		newWithheld === 0
			? []
			: [{ name: 'new: withheld', failure: `${newWithheld} more, of too few people to be told.` }];
	return { name, cases: [...regions.map(regionCase), ...fresh, ...withheld] };
}

function regionCase({ frozen, ratio, verdict, needed }: RegionCheck): TestCase {
	const name = regionWords(frozen.region);
	const figures = `${ratio.estimate.toFixed(2)} of the human share (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}); ${needed} more rows are needed.`;
	if (verdict === 'closed') return { name };
	if (verdict === 'unclear') return { name, skipped: `Too few rows to tell: ${figures}` };
	return { name, failure: `${verdict}: ${figures}` };
}

function checkCase({ words, failed, rows, severity, skipped }: RowCheck): TestCase {
	if (skipped !== null) return { name: words, skipped };
	if (failed === 0 || severity === 'note') return { name: words };
	return {
		name: words,
		failure: `${failed} rows fail, among them ${rows.slice(0, 20).join(', ')}.`
	};
}

function junit(suites: readonly TestSuite[]): string {
	const body = suites.map(({ name, cases }) => {
		const failures = cases.filter(({ failure }) => failure !== undefined).length;
		const skipped = cases.filter((one) => one.skipped !== undefined).length;
		const head = `\t<testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}">\n`;
		return `${head}${cases.map((one) => caseXml(name, one)).join('')}\t</testsuite>\n`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lacuna verify">\n${body.join('')}</testsuites>\n`;
}

function caseXml(suite: string, { name, failure, skipped }: TestCase): string {
	const open = `\t\t<testcase classname="${xml(suite)}" name="${xml(name)}"`;
	if (failure !== undefined) return `${open}><failure message="${xml(failure)}"/></testcase>\n`;
	if (skipped !== undefined) return `${open}><skipped message="${xml(skipped)}"/></testcase>\n`;
	return `${open}/>\n`;
}

/** Text for an attribute; what XML 1.0 cannot hold is replaced. */
function xml(text: string): string {
	return escapeMarkup(
		text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
	);
}
