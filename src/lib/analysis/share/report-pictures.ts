import type { FrozenRegion } from '$lib/terms/findings';
import { html, type Html } from './html';

/** A share in per cent with two figures. */
export function percent(share: number): string {
	const points = 100 * share;
	if (points === 0) return '0 %';
	return `${points < 1 ? points.toPrecision(2) : points.toFixed(1)} %`;
}

const count = (rows: number) => rows.toLocaleString('en-GB');

/** A ratio with its interval: "0.12 (0.08 to 0.17)". */
export function ratioWords({ estimate, low, high }: Omit<FrozenRegion['ratio'], 'level'>): string {
	const figure = (ratio: number) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '∞');
	return `${figure(estimate)} (${figure(low)} to ${figure(high)})`;
}

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
				class="${label.toLowerCase()}"
			/>
			<text x="${(left + 8 + length(share)).toFixed(1)}" y="${y + 13}"
				>${percent(share)}, ${count(rows)}</text
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

/** Marks beyond so many stand too close to be numbered. */
const MOST_NUMBERED = 40;
const LEAST_RATIO = 0.008;
const MOST_RATIO = 1.2;

/** All regions: how short (ratio, log) against how much of the human table (share, log), numbered by rank. */
export function overviewPicture(regions: readonly FrozenRegion[]): Html {
	return html`<div class="broad">${overview(regions, 860, 340)}</div>
		<div class="narrow">${overview(regions, 360, 320)}</div>`;
}

function overview(regions: readonly FrozenRegion[], width: number, height: number): Html {
	const [left, right, top, bottom] = [54, width - 16, 16, height - 52];
	const shares = regions.map(({ human }) => Math.log10(human.share));
	const [least, most] = [Math.floor(Math.min(...shares)), Math.ceil(Math.max(...shares) + 1e-9)];
	const decades = Array.from({ length: most - least + 1 }, (_, i) => least + i);
	const x = (ratio: number) => {
		const inside = Math.min(MOST_RATIO, Math.max(ratio, LEAST_RATIO));
		const part = Math.log(inside / LEAST_RATIO) / Math.log(MOST_RATIO / LEAST_RATIO);
		return (left + 12 + part * (right - left - 24)).toFixed(1);
	};
	const y = (decade: number) =>
		(bottom - ((decade - least) / Math.max(1, most - least)) * (bottom - top)).toFixed(1);
	const level = (decade: number) =>
		html`<line x1="${left}" x2="${right}" y1="${y(decade)}" y2="${y(decade)}" class="grid" />
			<text x="${left - 8}" y="${Number(y(decade)) + 4}" text-anchor="end"
				>${Number((100 * 10 ** decade).toPrecision(3))} %</text
			>`;
	const tick = (ratio: number, label: string) =>
		html`<text x="${x(ratio)}" y="${bottom + 20}" text-anchor="middle">${label}</text>`;
	const mark = ({ ratio, human }: FrozenRegion, i: number) => {
		const [cx, cy] = [x(ratio.estimate), y(Math.log10(human.share))];
		return html`<circle cx="${cx}" cy="${cy}" r="9" class="mark" />${
				i < MOST_NUMBERED
					? html`<text x="${cx}" y="${Number(cy) + 3.5}" text-anchor="middle" class="rank"
							>${i + 1}</text
						>`
					: null
			}`;
	};
	return html`<svg
		viewBox="0 0 ${width} ${height}"
		role="img"
		aria-label="Regions by ratio and human share; the table below holds the same figures"
	>
		${decades.map(level)}
		<line x1="${x(1)}" x2="${x(1)}" y1="${top}" y2="${bottom}" class="even" />
		${tick(0.01, '≤ 0.01')}${tick(0.1, '0.1')}${tick(0.3, '0.3')}${tick(1, '1')}
		<text x="${(left + right) / 2}" y="${height - 8}" text-anchor="middle">
			ratio; upward, share of human rows
		</text>
		${regions
			.map((region, i) => mark(region, i))
			// The first are drawn last, so that nothing hides them.
			.reverse()}
	</svg>`;
}
