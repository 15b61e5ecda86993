import { html, type Html } from './html';

/** A table that scrolls by itself where the page is narrow, by the arrow keys too. */
export function wideTable(label: string, table: Html): Html {
	return html`<div class="wide" role="group" aria-label="${label}" tabindex="0">${table}</div>`;
}
