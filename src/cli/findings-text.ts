import { escapeMarkdown, harmless } from '$lib/analysis/share/escape';
import { plainPercent } from '$lib/analysis/share/html-report/words';
import type { Report } from '$lib/analysis/share/report';
import { isLeftOut } from '$lib/terms/column';
import { countText, plural } from '$lib/terms/figures';

type ReportGap = Report['gaps'][number];

/** The findings for a terminal: one numbered entry a gap, in rank order. */
export function findingsText(report: Report): string {
	const entries = report.gaps.map((gap, i) => {
		const rank = `${i + 1}.`.padStart(4);
		return `${rank} ${gap.words}\n     ${figures(gap)}\n     ${gap.sql}\n`;
	});
	const lines = [headline(report), '', ...entries, ...notes(report)];
	return `${harmless(lines.join('\n')).trimEnd()}\n`;
}

/** The findings as Markdown, short enough to read: `gaps.md`. */
export function findingsMarkdown(report: Report): string {
	const { human, synthetic } = report.sources;
	const title = `# Gaps: ${escapeMarkdown(`${human.name} against ${synthetic.name}`)}`;
	const entries = report.gaps.flatMap((gap, i) => [
		`## ${i + 1}. ${escapeMarkdown(gap.words)}`,
		figures(gap),
		fenced(gap.sql)
	]);
	const closing = notes(report).map((note) => `- ${escapeMarkdown(note)}`);
	return `${[title, escapeMarkdown(headline(report)), ...entries, closing.join('\n')].join('\n\n').trimEnd()}\n`;
}

function headline({ gaps, sources: { human, synthetic }, summary, threshold }: Report): string {
	const rows = `${countText(human.rows)} rows of ${human.name} against ${countText(synthetic.rows)} of ${synthetic.name}`;
	const chance = plainPercent(threshold.falseAlarmRate);
	if (gaps.length === 0) return `No gap in ${rows}, at a false alarm rate of ${chance}.`;
	return (
		`${plural(gaps.length, 'gap')} in ${rows}. ${plainPercent(summary.inGaps)} of human rows lie in gaps, ` +
		`${plainPercent(summary.notMendable)} in gaps that no reweighting can mend.`
	);
}

function figures({ kind, confirmed, human, synthetic, ratio, effectBasis }: ReportGap): string {
	const side = ({ count, share }: ReportGap['human']) =>
		`${countText(count)} (${plainPercent(share)})`;
	const interval = `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`;
	const basis = effectBasis === 'held-out' ? ', on rows not searched' : '';
	return (
		`${kind}${confirmed ? '' : ', not confirmed'}: human ${side(human)}, synthetic ${side(synthetic)}, ` +
		`${ratio.estimate.toFixed(2)} of the human rate (${interval}${basis})`
	);
}

/** What a reader should know beside the gaps: cases, broken relations, and columns left out or odd. */
function notes({ brokenRelations, columns, unpaired, caseSummary }: Report): string[] {
	const leftOut = columns.filter(({ use }) => isLeftOut(use));
	const sides = (['human', 'synthetic'] as const).filter((role) => unpaired[role].length > 0);
	const { totals, setAside, falseShare } = caseSummary;
	const cases = `Cases: ${countText(totals.novel)} human rows are novel (other people come nearer to them than any synthetic row), at a false share of ${plainPercent(falseShare)}.`;
	const doubted = `Perhaps errors: in ${countText(totals.inDoubt)} rows that stand apart something speaks for an error in the data; \`doubts\` in report.json says what.`;
	return [
		...(totals.novel > 0 ? [cases] : []),
		...(totals.inDoubt > 0 ? [doubted] : []),
		...(setAside > 0 ? [`Set aside by your judgement: ${countText(setAside)} cases.`] : []),
		...brokenRelations.map(({ words }) => `Not reproduced: ${words}.`),
		...leftOut.map(({ name, reason }) => `Left out: ${name}. ${reason}`),
		...sides.map((role) => `Only in ${role}: ${unpaired[role].join(', ')}.`),
		...columns.flatMap(({ name, warnings }) => warnings.map((text) => `Note: ${name}. ${text}`))
	];
}

/** A fence that no run of backticks inside the SQL closes. */
function fenced(sql: string): string {
	const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}sql\n${sql}\n${fence}`;
}
