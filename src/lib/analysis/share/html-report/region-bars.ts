import { countText } from '$lib/terms/figures';
import type { FrozenRegion } from '$lib/terms/findings';
import { html, type Html } from './html';
import { percent, ratioWords } from './words';

/** A region's picture: small enough for a telephone, and never drawn larger. */
const SMALL = { width: 360, left: 72, right: 222, height: 96 };

/** One region's human and synthetic share as two bars, and the ratio's interval below them. */
export function regionPicture({ human, synthetic, ratio }: FrozenRegion): Html {
	const { width, left, right, height } = SMALL;
	const most = Math.max(human.share, synthetic.share, Number.MIN_VALUE);
	const length = (share: number) => ((right - left) * share) / most;
	const bar = (label: string, { count: rows, share }: FrozenRegion['human'], y: number) =>
		html`<text x="0" y="${y + 13}">${label}</text>
			<rect
				x="${left}"
				y="${y}"
				width="${Math.max(1, length(share)).toFixed(1)}"
				height="18"
				rx="3"
				class="${label === 'Human' ? 'human' : 'hatched'}"
			/>
			<text x="${(left + 8 + length(share)).toFixed(1)}" y="${y + 13}"
				>${percent(share)}, ${countText(rows)}</text
			>`;
	return html`<svg
		viewBox="0 0 ${width} ${height}"
		role="img"
		aria-label="Human ${percent(human.share)}, synthetic ${percent(synthetic.share)}, ratio ${ratioWords(ratio)}"
	>
		${bar('Human', human, 0)}${bar('Synthetic', synthetic, 24)}${intervalPicture(ratio)}
	</svg>`;
}

/** The ratio with its interval on a scale from none to twice the human share. */
function intervalPicture({ estimate, low, high }: FrozenRegion['ratio']): Html {
	const { left, right } = SMALL;
	const x = (ratio: number) => (left + ((right - left) * Math.min(ratio, 2)) / 2).toFixed(1);
	const tick = (ratio: number, label: string) =>
		html`<text x="${x(ratio)}" y="92" text-anchor="middle" font-size="10">${label}</text>`;
	return html`<text x="0" y="74">Ratio</text>
		<line x1="${x(0)}" x2="${x(2)}" y1="70" y2="70" class="axis" />
		<line x1="${x(1)}" x2="${x(1)}" y1="60" y2="80" class="even" />
		${tick(0, '0')}${tick(1, '1')}${tick(2, '2')}
		<line x1="${x(low)}" x2="${x(high)}" y1="70" y2="70" class="interval" />
		<circle cx="${x(estimate)}" cy="70" r="4" class="point" />
		<text x="${right + 10}" y="74">${ratioWords({ estimate, low, high })}</text>`;
}
