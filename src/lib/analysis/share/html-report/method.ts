import { regionSql } from '$lib/sql/predicate';
import { countText } from '$lib/terms/figures';
import type { Findings } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { VERSION } from '$lib/terms/version';
import { html, type Html } from './html';
import { percent } from './words';

/** How the findings came about: method, files, seed, versions, and each region as the SQL that counted it. */
export function methodSection(
	{ sources, settings }: Recipe,
	findings: Findings,
	engineVersion: string | null
): Html {
	const files = (['human', 'synthetic'] as const).map((role) => {
		const print = sources[role]?.fingerprint;
		return html`<dt>${role === 'human' ? 'Human file' : 'Synthetic file'}</dt>
			<dd>
				${sources[role]?.name ?? 'not named'}${print === undefined ? null : html`, ${countText(print.rowCount)} rows, SHA-256 ${print.sha256}`}
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
		${
			findings.regions.length === 0
				? null
				: html`<h3>Regions as SQL</h3>
						<ol class="sql">
							${findings.regions.map(({ region }) => html`<li><code>${regionSql(region)}</code></li>`)}
						</ol>`
		}
	</section>`;
}
