import { regionWords } from '$lib/analysis/gaps/region-words';
import { countText } from '$lib/terms/figures';
import type { FrozenCases } from '$lib/terms/findings';
import { html, type Html } from './html';
import { wideTable } from './wide';
import { percent, ratioWords } from './words';

/** The search for single rows: totals, and groups where such rows stand together. */
export function caseSection({
	novel,
	inventions,
	copies,
	copiesExpected,
	falseShare,
	groups
}: FrozenCases): Html {
	const rows = groups.map(
		(group) =>
			html`<tr>
				<td class="what">${regionWords(group.region)}</td>
				<td class="n">${group.cases === null ? 'fewer than ten' : countText(group.cases)}</td>
				<td class="n">${countText(group.human.count)}</td>
				<td class="n">${countText(group.synthetic.count)}</td>
				<td class="n">${ratioWords(group.ratio)}</td>
			</tr>`
	);
	return html`<section>
		<h2>Single rows</h2>
		<p>
			${novel === null ? 'Fewer than ten' : countText(novel)} human rows lie farther from every
			synthetic row than fresh human rows lie from other human rows, at a false share of
			${percent(falseShare)}. ${countText(inventions)} synthetic rows are like no human row, and
			${countText(copies)} equal one, where ${countText(Math.round(copiesExpected))} would, were
			they people.
		</p>
		${
			groups.length === 0
				? null
				: wideTable(
						'Groups of single rows',
						html`<table>
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
						</table>`
					)
		}
	</section>`;
}
