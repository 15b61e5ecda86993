import type { Block } from '$lib/analysis/brief/export/blocks';
import { blockHtml } from '$lib/analysis/brief/export/html';
import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionSql } from '$lib/sql/predicate';
import type { Findings, FrozenCases, FrozenRegion, SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { VERSION } from '$lib/terms/version';
import { html, Html } from './html';
import { reportPage } from './report-page';
import { overviewPicture, percent, ratioWords, regionPicture } from './report-pictures';

/** What a report tells beside what a link holds. */
export interface ReportExtras {
	/** Name and version of the engine that counted; null where the report is made from a link alone. */
	readonly engineVersion: string | null;
	/** The brief of the chosen regions; null where none is chosen. */
	readonly brief: readonly Block[] | null;
}

const number = (value: number) => value.toLocaleString('en-GB');

/**
 * An analysis as one HTML file that needs neither data nor tool: it makes no request, runs no script, prints, and
 * tells no more than a link does.
 */
export function buildHtmlReport(
	{ recipe, findings }: SharedAnalysis & { readonly findings: Findings },
	extras: ReportExtras
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
				${regions.length > 0 ? overview(regions) : null}
				${
					regions.length > 0
						? html`<section>
								<h2>Region by region</h2>
								<div class="gaps">${regions.map((region, i) => gapCard(region, i, recipe))}</div>
							</section>`
						: null
				}
				${cases === undefined ? null : caseSection(cases)}
				${extras.brief === null ? null : briefSection(extras.brief)}
				${method(recipe, findings, extras)}
			</main>`
	);
}

function summary({ regions, inGaps, notMendable, rows }: Findings): string {
	const tables = `${number(rows.human)} human and ${number(rows.synthetic)} synthetic rows`;
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
		${fact('Regions', number(regions.length))} ${fact('Human rows in gaps', percent(inGaps))}
		${fact('Only people can mend', percent(notMendable))}
		${novel === null ? null : fact('Novel human rows', typeof novel === 'number' ? number(novel) : novel)}
	</dl>`;
}

function overview(regions: readonly FrozenRegion[]): Html {
	const rows = regions.map(
		(frozen, i) =>
			html`<tr>
				<td class="n">${i + 1}</td>
				<td class="what">${regionWords(frozen.region)}</td>
				<td>${frozen.kind}</td>
				<td class="n">${percent(frozen.human.share)}</td>
				<td class="n">${percent(frozen.synthetic.share)}</td>
				<td class="n">${ratioWords(frozen.ratio)}</td>
			</tr>`
	);
	return html`<section>
		<h2>All regions</h2>
		<div class="card">${overviewPicture(regions)}</div>
		<div class="wide" style="margin-top:.9rem">
			<table>
				<thead>
					<tr>
						<th scope="col" class="n">#</th>
						<th scope="col">Region</th>
						<th scope="col">Kind</th>
						<th scope="col" class="n">Human</th>
						<th scope="col" class="n">Synthetic</th>
						<th scope="col" class="n">Ratio</th>
					</tr>
				</thead>
				<tbody>
					${rows}
				</tbody>
			</table>
		</div>
	</section>`;
}

const KINDS: Readonly<Record<FrozenRegion['kind'], string>> = {
	absent: 'The generator makes next to none of these rows; they have to come from people.',
	thin: 'The generator makes too few of these rows for any reweighting; they have to come from people.',
	drift:
		'The generator makes these rows in the wrong proportion; reweighting or generating anew can mend it.'
};

function gapCard(frozen: FrozenRegion, index: number, { judgements, chosen }: Recipe): Html {
	const words = regionWords(frozen.region);
	const judgement = judgements[frozen.id];
	const isChosen = chosen.some((region) => regionWords(region) === words);
	const level = `${(100 * frozen.ratio.level).toFixed(0)} %`;
	const tag = (text: string, name = '') => html`<li class="${name}">${text}</li>`;
	return html`<article class="gap card">
		<div>
			<h3><b>${index + 1}</b>${words}</h3>
			<ul class="tags">
				${tag(frozen.kind, frozen.kind)}
				${frozen.confirmed ? tag('confirmed', 'sure') : tag('not confirmed against chance')}
				${isChosen ? tag('in the brief') : null}
				${judgement === undefined ? null : tag(`judged: ${judgement}`)}
			</ul>
			<p>${KINDS[frozen.kind]}</p>
		</div>
		<div>
			${regionPicture(frozen)}
			<p class="note">Share and rows; ratio with its ${level} interval.</p>
		</div>
		<pre>${regionSql(frozen.region)}</pre>
	</article>`;
}

function caseSection({
	novel,
	inventions,
	copies,
	copiesExpected,
	falseShare,
	groups
}: FrozenCases) {
	const rows = groups.map(
		(group) =>
			html`<tr>
				<td class="what">${regionWords(group.region)}</td>
				<td class="n">${group.cases === null ? 'fewer than ten' : number(group.cases)}</td>
				<td class="n">${number(group.human.count)}</td>
				<td class="n">${number(group.synthetic.count)}</td>
				<td class="n">${ratioWords(group.ratio)}</td>
			</tr>`
	);
	return html`<section>
		<h2>Single rows</h2>
		<p>
			${novel === null ? 'Fewer than ten' : number(novel)} human rows lie farther from every
			synthetic row than fresh human rows lie from other human rows, at a false share of
			${percent(falseShare)}. ${number(inventions)} synthetic rows are like no human row, and
			${number(copies)} equal one, where ${number(Math.round(copiesExpected))} would, were they
			people.
		</p>
		${
			groups.length === 0
				? null
				: html`<div class="wide">
						<table>
							<thead>
								<tr>
									<th scope="col">Where such rows stand together</th>
									<th scope="col" class="n">Cases</th>
									<th scope="col" class="n">Human rows</th>
									<th scope="col" class="n">Synthetic rows</th>
									<th scope="col" class="n">Ratio</th>
								</tr>
							</thead>
							<tbody>
								${rows}
							</tbody>
						</table>
					</div>`
		}
	</section>`;
}

function briefSection(blocks: readonly Block[]): Html {
	const nested = blocks.map((block) => {
		if (block.kind === 'table') return `<div class="wide">${blockHtml(block)}</div>`;
		if (block.kind !== 'heading') return blockHtml(block);
		const level = block.level === 1 ? 2 : 3;
		return blockHtml({ ...block, level, text: level === 2 ? `Brief: ${block.text}` : block.text });
	});
	return html`<section class="brief">${new Html(nested.join('\n'))}</section>`;
}

function method(
	{ sources, settings }: Recipe,
	findings: Findings,
	{ engineVersion }: ReportExtras
): Html {
	const files = (['human', 'synthetic'] as const).map((role) => {
		const print = sources[role]?.fingerprint;
		return html`<dt>${role === 'human' ? 'Human file' : 'Synthetic file'}</dt>
			<dd>
				${sources[role]?.name ?? 'not named'}${print === undefined ? null : html`, ${number(print.rowCount)} rows, SHA-256 ${print.sha256}`}
			</dd>`;
	});
	return html`<section>
		<h2>Method</h2>
		<p>
			A gap is a region of at most ${settings.maxConditions} conditions whose share among human rows
			lies more than ${percent(settings.tolerance)} above its share among synthetic rows. Regions
			are searched by a penalised log-likelihood score; the score that one must pass is calibrated
			by shuffling the labels of the two tables, so that tables without a gap give any finding with
			a probability of ${settings.falseAlarmRate}. Every count was made by the SQL shown, over all
			rows.
		</p>
		<p>
			Nothing is told that fewer than ${findings.floor} human rows stand
			behind.${findings.withheld > 0 ? ` ${findings.withheld} found ${findings.withheld === 1 ? 'region is' : 'regions are'} left out for that.` : null}
		</p>
		<dl class="meta">
			${files}
			<dt>Seed</dt>
			<dd>${settings.seed}</dd>
			<dt>Recipe</dt>
			<dd>${findings.recipeHash}</dd>
			<dt>Versions</dt>
			<dd>Lacuna ${VERSION}${engineVersion === null ? null : `, ${engineVersion}`}</dd>
		</dl>
	</section>`;
}
