import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionId } from '$lib/sql/region-id';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { densityMaps } from './density';
import { distributionPicture } from './distribution';
import { html, type Html } from './html';
import { intervalMark } from './interval-mark';
import { ladderTable } from './ladder';
import { overviewPicture } from './overview';
import { regionPicture } from './region-bars';
import type { RegionDetail } from './region-details';
import { wideTable } from './wide';
import { percent, ratioWords, unbroken } from './words';

/** All regions in one picture, with what the kinds of gap mean. */
export function overviewSection(findings: Findings, score: number | null): Html {
	return html`<section>
		<h2>Every gap at a glance</h2>
		<p>
			Each mark is a kind of row. Left is rarer in the synthetic table, up is more common among
			people: what matters most stands at the upper
			left.${score === null ? null : ' Within the shaded band chance alone would show as much.'}
		</p>
		<div class="card">${overviewPicture(findings, score)}</div>
		<ul class="key">
			${Object.entries(KINDS).map(
				([kind, meaning]) =>
					html`<li>${kindMark(kind as FrozenRegion['kind'])} <b>${kind}</b> ${meaning}</li>`
			)}
		</ul>
	</section>`;
}

/** All regions as a table, by rank. */
export function tableSection({ regions }: Findings, recipe: Recipe): Html {
	return html`<section>
		<h2>All gaps</h2>
		${wideTable(
			'All gaps',
			html`<table class="stack">
				<thead>
					<tr>
						<th scope="col" class="n">#</th>
						<th scope="col">Kind of row</th>
						<th scope="col">Gap</th>
						<th scope="col" class="n">Human</th>
						<th scope="col" class="n">Synthetic</th>
						<th scope="col">Synthetic share ÷ human share</th>
					</tr>
				</thead>
				<tbody>
					${regions.map((frozen, i) => tableRow(frozen, i, recipe))}
				</tbody>
			</table>`
		)}
	</section>`;
}

function tableRow(frozen: FrozenRegion, index: number, recipe: Recipe): Html {
	const remarks = remarksOf(frozen, recipe);
	return html`<tr>
		<td class="n">${index + 1}</td>
		<td class="what">
			${unbroken(regionWords(frozen.region))}${
				remarks.length === 0 ? null : html` <span class="note">${remarks.join(', ')}</span>`
			}
		</td>
		<td class="nowrap">${kindMark(frozen.kind)} ${frozen.kind}</td>
		<td class="n" data-of="Human">${percent(frozen.human.share)}</td>
		<td class="n" data-of="Synthetic">${percent(frozen.synthetic.share)}</td>
		<td>${intervalMark(frozen.ratio)}<span class="figure">${ratioWords(frozen.ratio)}</span></td>
	</tr>`;
}

/** What else is known of a region. */
function remarksOf({ id, confirmed }: FrozenRegion, { judgements, chosen }: Recipe): string[] {
	const judgement = judgements[id];
	return [
		...(chosen.some((region) => regionId(region) === id) ? ['in the brief'] : []),
		...(judgement === undefined ? [] : [`judged: ${judgement}`]),
		...(confirmed ? [] : ['not confirmed against chance'])
	];
}

/** The foremost regions, and those of the brief, with their pictures; the table at the end holds the others. */
export function gapSection(
	{ regions }: Findings,
	details: ReadonlyMap<string, RegionDetail>,
	recipe: Recipe
): Html | null {
	if (details.size === 0) return null;
	const cards = regions.flatMap((region, i) => {
		const detail = details.get(region.id);
		return detail === undefined ? [] : [gapCard(region, i, detail, recipe)];
	});
	const levels = [...new Set(regions.map(({ ratio }) => `${(100 * ratio.level).toFixed(0)} %`))];
	return html`<section>
		<h2>${cards.length === regions.length ? 'Gap by gap' : 'The foremost gaps'}</h2>
		<p class="note">
			Share and rows of either table; ratio with its ${levels.join(' or ')} interval.
		</p>
		<div class="gaps">${cards}</div>
	</section>`;
}

const KINDS: Readonly<Record<FrozenRegion['kind'], string>> = {
	absent: 'The generator makes next to none of these rows; they have to come from people.',
	thin: 'The generator makes too few of these rows for any reweighting; they have to come from people.',
	drift:
		'The generator makes these rows in the wrong proportion; reweighting or generating anew can mend it.'
};

function gapCard(
	frozen: FrozenRegion,
	index: number,
	{ ladder, withheldRungs, distributions, map }: RegionDetail,
	recipe: Recipe
): Html {
	const tag = (text: string, name = '') => html`<li class="${name}">${text}</li>`;
	const [first, ...others] = distributions.map(distributionPicture);
	return html`<article class="gap card">
		<div class="facts-of">
			<div>
				<h3><b>${index + 1}</b><span>${unbroken(regionWords(frozen.region))}</span></h3>
				<ul class="tags">
					${tag(frozen.kind, frozen.kind)} ${frozen.confirmed ? tag('confirmed', 'sure') : null}
					${remarksOf(frozen, recipe).map((remark) => tag(remark))}
				</ul>
				<div class="bars">${regionPicture(frozen)}</div>
			</div>
			${first ?? null}
		</div>
		${others.length === 0 ? null : html`<div class="pictures">${others}</div>`}
		${ladder.length === 0 ? null : ladderTable(ladder, withheldRungs)}
		${map === null ? null : densityMaps(map)}
	</article>`;
}

/** The shape of a kind: absent is a ring, thin a half, drift a full disc. */
function kindMark(kind: FrozenRegion['kind']): Html {
	return html`<svg viewBox="-6 -6 12 12" class="kind" aria-hidden="true">
		<circle r="4.5" class="${kind === 'drift' ? 'full' : 'ring'}" />
		${kind === 'thin' ? html`<path d="M0,-4.5A4.5,4.5 0 0 0 0,4.5Z" class="full" />` : null}
	</svg>`;
}
