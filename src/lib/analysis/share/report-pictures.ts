import type { FrozenRegion } from '$lib/terms/findings';
import { html, type Html } from './html';

const WIDTH = 640;

/** A share in per cent with two figures. */
export function percent(share: number): string {
	const points = 100 * share;
	if (points === 0) return '0 %';
	return `${points < 1 ? points.toPrecision(2) : points.toFixed(1)} %`;
}

/** One region's human and synthetic share as two bars, and the ratio's interval below them. */
export function regionPicture({ human, synthetic, ratio }: FrozenRegion): Html {
	const most = Math.max(human.share, synthetic.share, Number.MIN_VALUE);
	const length = (share: number) => ((WIDTH - 260) * share) / most;
	const bar = (label: string, { count, share }: FrozenRegion['human'], y: number, fill: string) =>
		html` <text x="0" y="${y + 13}">${label}</text>
			<rect
				x="80"
				y="${y}"
				width="${Math.max(1, length(share)).toFixed(1)}"
				height="18"
				rx="2"
				class="${fill}"
			/>
			<text x="${(90 + length(share)).toFixed(1)}" y="${y + 13}"
				>${percent(share)} (${count.toLocaleString('en-GB')} rows)</text
			>`;
	return html`<svg
		viewBox="0 0 ${WIDTH} 84"
		role="img"
		aria-label="Human ${percent(human.share)}, synthetic ${percent(synthetic.share)}"
	>
		${bar('Human', human, 0, 'human')}${bar('Synthetic', synthetic, 24, 'synthetic')}${intervalPicture(ratio)}
	</svg>`;
}

/** The ratio with its interval on a scale from none to twice the human share. */
function intervalPicture({ estimate, low, high }: FrozenRegion['ratio']): Html {
	const x = (ratio: number) => (80 + ((WIDTH - 260) * Math.min(ratio, 2)) / 2).toFixed(1);
	return html`<text x="0" y="72">Ratio</text>
		<line x1="${x(0)}" x2="${x(2)}" y1="68" y2="68" class="axis" />
		<line x1="${x(1)}" x2="${x(1)}" y1="58" y2="78" class="axis" />
		<line x1="${x(low)}" x2="${x(high)}" y1="68" y2="68" class="interval" />
		<circle cx="${x(estimate)}" cy="68" r="4" class="point" />
		<text x="${WIDTH - 170}" y="72">${ratioWords({ estimate, low, high })}</text>`;
}

/** A ratio with its interval: "0.12 (0.08 to 0.17)". */
export function ratioWords({ estimate, low, high }: Omit<FrozenRegion['ratio'], 'level'>): string {
	const figure = (ratio: number) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '∞');
	return `${figure(estimate)} (${figure(low)} to ${figure(high)})`;
}

/** All regions: how short (ratio, log) against how much of the human table (share, log), numbered by rank. */
export function overviewPicture(regions: readonly FrozenRegion[]): Html {
	const [height, left, top, bottom] = [300, 60, 16, 250];
	const shares = regions.map(({ human }) => Math.log10(human.share));
	const [least, most] = [Math.floor(Math.min(...shares)), Math.ceil(Math.max(...shares) + 1e-9)];
	const decades = Array.from({ length: most - least + 1 }, (_, i) => least + i);
	const ratios = [0.01, 0.03, 0.1, 0.3, 1];
	const x = (ratio: number) => {
		const part = Math.log(Math.min(1.2, Math.max(ratio, 0.008)) / 0.008) / Math.log(1.2 / 0.008);
		return (left + part * (WIDTH - left - 20)).toFixed(1);
	};
	const y = (decade: number) =>
		(bottom - ((decade - least) / Math.max(1, most - least)) * (bottom - top)).toFixed(1);
	return html`<svg
		viewBox="0 0 ${WIDTH} ${height}"
		role="img"
		aria-label="Regions by ratio and human share; the table below holds the same figures"
	>
		${decades.map(
			(decade) =>
				html`<line
						x1="${left}"
						x2="${WIDTH - 20}"
						y1="${y(decade)}"
						y2="${y(decade)}"
						class="grid"
					/>
					<text x="${left - 8}" y="${Number(y(decade)) + 4}" text-anchor="end"
						>${percent(10 ** decade)}</text
					>`
		)}
		${ratios.map((ratio) => html`<text x="${x(ratio)}" y="${bottom + 18}" text-anchor="middle">${ratio === 0.01 ? '≤ 0.01' : ratio}</text>`)}
		<text x="${WIDTH / 2}" y="${height - 8}" text-anchor="middle">
			synthetic share over human share
		</text>
		${regions.map(
			({ ratio, human }, i) =>
				html`<circle
						cx="${x(ratio.estimate)}"
						cy="${y(Math.log10(human.share))}"
						r="9"
						class="mark"
					/>
					<text
						x="${x(ratio.estimate)}"
						y="${Number(y(Math.log10(human.share))) + 4}"
						text-anchor="middle"
						class="rank"
						>${i + 1}</text
					>`
		)}
	</svg>`;
}
