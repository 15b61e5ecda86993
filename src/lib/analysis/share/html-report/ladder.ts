import { html, type Html } from './html';
import { intervalMark } from './interval-mark';
import type { ToldRung } from './region-details';
import { wideTable } from './wide';
import { percent, ratioWords, unbroken } from './words';

/**
 * A region's ladder as a table: each condition alone, then together, with the ratio and its interval on a log scale,
 * so that one sees which combination is missing.
 */
export function ladderTable(rungs: readonly ToldRung[], withheld: number): Html {
	return wideTable(
		'Condition by condition',
		html`<table class="ladder stack">
				<thead>
					<tr>
						<th scope="col">Condition by condition</th>
						<th scope="col" class="n">Human</th>
						<th scope="col" class="n">Synthetic</th>
						<th scope="col">Synthetic share ÷ human share</th>
					</tr>
				</thead>
				<tbody>
					${rungs.map(
						({ words, human, synthetic, ratio }, i) =>
							html`<tr class="${i === rungs.length - 1 ? 'whole' : ''}">
								<td class="what">${unbroken(words)}</td>
								<td class="n" data-of="Human">${percent(human)}</td>
								<td class="n" data-of="Synthetic">${percent(synthetic)}</td>
								<td>${intervalMark(ratio)}<span class="figure">${ratioWords(ratio)}</span></td>
							</tr>`
					)}
				</tbody>
			</table>
			${withheld === 0 ? null : html`<p class="note">${withheld} more are withheld: beside the others they would tell of fewer than ten people.</p>`}`
	);
}
