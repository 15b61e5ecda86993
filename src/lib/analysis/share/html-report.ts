import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionSql } from '$lib/sql/predicate';
import type { Findings, FrozenRegion, SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { VERSION } from '$lib/terms/version';
import { html, Html } from './html';
import { overviewPicture, percent, ratioWords, regionPicture } from './report-pictures';

/** What a report tells beside what a link holds. */
export interface ReportExtras {
	/** Name and version of the engine that counted; null where the report is made from a link alone. */
	readonly engineVersion: string | null;
	/** The drafted brief as Markdown, one a chosen region; empty where none is drafted. */
	readonly brief: string | null;
}

const STYLE = `:root{color-scheme:light}body{font:15px/1.55 system-ui,sans-serif;color:#10161a;background:#fff;max-width:46rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.3rem;margin:2.5rem 0 .75rem;border-top:1px solid #dde2e5;padding-top:1.5rem}h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
.lead{font-size:1.15rem}.note{color:#59656d}svg{width:100%;height:auto;font:12px system-ui,sans-serif}.human{fill:#b4520a}.synthetic{fill:#1a69ad}.axis{stroke:#7f8b93}.grid{stroke:#dde2e5}
.interval{stroke:#10161a;stroke-width:3}.point{fill:#10161a}.mark{fill:#b4520a;fill-opacity:.9}.rank{fill:#fff;font-size:10px;font-weight:700}
table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #dde2e5;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
pre{background:#f3f5f6;padding:.75rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}dt{font-weight:600}dd{margin:0 0 .5rem}.wide{overflow-x:auto}
@media print{body{padding:0;max-width:none;font-size:11pt}section.gap,svg,tr{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}}`;

/**
 * An analysis as one HTML file that needs neither data nor tool: it makes no request, runs no script, prints, and
 * tells no more than a link does.
 */
export function buildHtmlReport(
	{ recipe, findings }: SharedAnalysis & { readonly findings: Findings },
	extras: ReportExtras
): string {
	const { human, synthetic } = recipe.sources;
	const title = `${synthetic?.name ?? 'Synthetic table'} against ${human?.name ?? 'human table'}`;
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'"
				/>
				<meta name="generator" content="Lacuna ${VERSION}" />
				<title>${title}: what is missing</title>
				<style>
					${new Html(STYLE)}
				</style>
			</head>
			<body>
				<header>
					<h1>${title}</h1>
					<p class="lead">${summary(findings)}</p>
					<p class="note">Analysed on ${findings.frozenOn} with Lacuna ${VERSION}.</p>
				</header>
				<main>
					${findings.regions.length > 0 ? overview(findings.regions) : null}
					${findings.regions.map((region, i) => gapSection(region, i, recipe))}
					${
						extras.brief === null
							? null
							: html`<section>
									<h2>Brief</h2>
									<pre>${extras.brief}</pre>
								</section>`
					}
					${method(recipe, findings, extras)}
				</main>
			</body>
		</html> `;
	return page.text;
}

function summary({ regions, inGaps, notMendable, rows }: Findings): string {
	const tables = `${rows.human.toLocaleString('en-GB')} human and ${rows.synthetic.toLocaleString('en-GB')} synthetic rows`;
	if (regions.length === 0)
		return `In ${tables}, nothing was found that people do and the generator does not.`;
	const places = regions.length === 1 ? 'one region' : `${regions.length} regions`;
	return `In ${tables}, ${places} of human data are missing or thin in the synthetic table. Gaps hold ${percent(inGaps)} of the human rows; ${percent(notMendable)} lie where no reweighting can help, so that people have to be asked.`;
}

function overview(regions: readonly FrozenRegion[]): Html {
	const rows = regions.map(
		(frozen, i) =>
			html`<tr>
				<td class="n">${i + 1}</td>
				<td>${regionWords(frozen.region)}</td>
				<td>${frozen.kind}</td>
				<td class="n">${percent(frozen.human.share)}</td>
				<td class="n">${percent(frozen.synthetic.share)}</td>
				<td class="n">${ratioWords(frozen.ratio)}</td>
			</tr>`
	);
	return html`<section>
		<h2>All regions</h2>
		${overviewPicture(regions)}
		<div class="wide">
			<table>
				<thead>
					<tr>
						<th>#</th>
						<th>Region</th>
						<th>Kind</th>
						<th>Human</th>
						<th>Synthetic</th>
						<th>Ratio</th>
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

function gapSection(frozen: FrozenRegion, index: number, { judgements }: Recipe): Html {
	const judgement = judgements[frozen.id];
	const level = `${(100 * frozen.ratio.level).toFixed(0)} %`;
	return html`<section class="gap">
		<h3>${index + 1}. ${regionWords(frozen.region)}</h3>
		<p>
			${KINDS[frozen.kind]} Synthetic share over human share: ${ratioWords(frozen.ratio)}, ${level}
			interval;
			${frozen.confirmed ? 'confirmed against chance' : 'not confirmed against chance'}.${judgement === undefined ? null : ` Judged: ${judgement}.`}
		</p>
		${regionPicture(frozen)}
		<pre>${regionSql(frozen.region)}</pre>
	</section>`;
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
				${sources[role]?.name ?? 'not named'}${print === undefined ? null : html`, ${print.rowCount.toLocaleString('en-GB')} rows, SHA-256 ${print.sha256}`}
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
		<dl>
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
