import type { Block } from '$lib/analysis/brief/export/blocks';
import { blockHtml } from '$lib/analysis/brief/export/html';
import { countText } from '$lib/terms/figures';
import type { Findings, SharedAnalysis } from '$lib/terms/findings';
import { VERSION } from '$lib/terms/version';
import { caseSection } from './html-report/cases';
import type { ReportExtras } from './html-report/extras';
import { gapSection, overviewSection, tableSection } from './html-report/gap-sections';
import { html, Html } from './html-report/html';
import { methodSection } from './html-report/method';
import { reportPage } from './html-report/page';
import { wideTable } from './html-report/wide';
import { percent } from './html-report/words';

/**
 * An analysis as one HTML file that needs neither data nor tool: it makes no request, runs no script, prints, and
 * tells nothing that fewer human rows than the floor stand behind.
 */
export function buildHtmlReport(
	{ recipe, findings }: SharedAnalysis & { readonly findings: Findings },
	{ engineVersion, brief, score, details }: ReportExtras
): string {
	const { human, synthetic } = recipe.sources;
	const title = `What ${synthetic?.name ?? 'the synthetic table'} lacks`;
	const { regions, cases } = findings;
	return reportPage(
		title,
		html`<header>
				<p class="kicker">
					Held against ${human?.name ?? 'the human table'} on ${findings.frozenOn} with Lacuna
					${VERSION}
				</p>
				<h1>${title}</h1>
				<p class="lead">${summary(findings)}</p>
				${facts(findings)}
			</header>
			<main>
				${regions.length === 0 ? null : overviewSection(findings, score)}
				${gapSection(findings, details, recipe)} ${cases === undefined ? null : caseSection(cases)}
				${brief === null ? null : briefSection(brief)}
				${regions.length === 0 ? null : tableSection(findings, recipe)}
				${methodSection(recipe, findings, engineVersion)}
			</main>`
	);
}

function summary({ regions, inGaps, notMendable, rows }: Findings): string {
	const tables = `${countText(rows.human)} human and ${countText(rows.synthetic)} synthetic rows`;
	if (regions.length === 0)
		return `In ${tables}, nothing was found that people do and the generator does not.`;
	const places =
		regions.length === 1
			? 'one region of human data is'
			: `${regions.length} regions of human data are`;
	return `In ${tables}, ${places} missing or thin in the synthetic table. Gaps hold ${percent(inGaps)} of the human rows; ${percent(notMendable)} lie where no reweighting can help, so that people have to be asked.`;
}

function facts({ regions, inGaps, notMendable, cases }: Findings): Html {
	const fact = (term: string, figure: string) =>
		html`<div>
			<dt>${term}</dt>
			<dd>${figure}</dd>
		</div>`;
	const novel = cases === undefined ? null : (cases.novel ?? 'fewer than ten');
	return html`<dl class="facts">
		${fact('Regions', countText(regions.length))} ${fact('Human rows in gaps', percent(inGaps))}
		${fact('Only people can mend', percent(notMendable))}
		${novel === null ? null : fact('Novel human rows', typeof novel === 'number' ? countText(novel) : novel)}
	</dl>`;
}

function briefSection(blocks: readonly Block[]): Html {
	const nested = blocks.map((block) => {
		if (block.kind === 'table')
			return wideTable('A table of the brief', new Html(blockHtml(block))).text;
		if (block.kind !== 'heading') return blockHtml(block);
		const level = block.level === 1 ? 2 : 3;
		return blockHtml({ ...block, level, text: level === 2 ? `Brief: ${block.text}` : block.text });
	});
	return html`<section class="brief">${new Html(nested.join('\n'))}</section>`;
}
