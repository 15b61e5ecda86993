import type { Findings, FrozenRegion } from '$lib/terms/findings';
import { html, type Html } from './html';

/** Marks beyond so many stand too close to be numbered, and are smaller. */
const MOST_NUMBERED = { broad: 40, narrow: 12 };
const RADIUS = { numbered: 9, plain: 6 };
const LEAST_RATIO = 0.008;
const MOST_RATIO = 1.4;
const STEPS = 24;

/** Where things stand in a picture of some size. */
interface Scale {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	readonly decades: readonly number[];
	readonly x: (ratio: number) => number;
	/** Of the decimal logarithm of a share. */
	readonly y: (decade: number) => number;
}

/**
 * All regions: how short (ratio, log) against how much of the human table (share, log), numbered by rank; the band is
 * what chance alone shows at that share.
 * @param score log-likelihood that a region had to pass; null where it is not known, and no band is drawn.
 */
export function overviewPicture(findings: Findings, score: number | null): Html {
	return html`<div class="broad">${overview(findings, score, 860, 360, MOST_NUMBERED.broad)}</div>
		<div class="narrow">${overview(findings, score, 360, 320, MOST_NUMBERED.narrow)}</div>`;
}

function scaleOf(regions: readonly FrozenRegion[], width: number, height: number): Scale {
	const [left, right, top, bottom] = [54, width - 16, 16, height - 52];
	const shares = regions.map(({ human }) => Math.log10(human.share));
	const [least, most] = [Math.floor(Math.min(...shares)), Math.ceil(Math.max(...shares) + 1e-9)];
	return {
		...{ left, right, top, bottom },
		decades: Array.from({ length: most - least + 1 }, (_, i) => least + i),
		x: (ratio) => {
			const inside = Math.min(MOST_RATIO, Math.max(ratio, LEAST_RATIO));
			const part = Math.log(inside / LEAST_RATIO) / Math.log(MOST_RATIO / LEAST_RATIO);
			return left + 12 + part * (right - left - 24);
		},
		y: (decade) => bottom - ((decade - least) / Math.max(1, most - least)) * (bottom - top)
	};
}

/** A region of share p departs from ratio 1 by chance by up to exp(±z·sd), sd² = 1/(p·human) + 1/(p·synthetic). */
function bandPath(rows: Findings['rows'], score: number, { x, y, decades }: Scale): string {
	const [low, high] = [decades[0]!, decades.at(-1)!];
	const z = Math.sqrt(2 * score);
	const edge = (sign: number) =>
		Array.from({ length: STEPS }, (_, i) => {
			const decade = low + ((high - low) * i) / (STEPS - 1);
			const share = 10 ** decade;
			const sd = Math.sqrt(1 / (share * rows.human) + 1 / (share * rows.synthetic));
			return `${x(Math.exp(sign * z * sd)).toFixed(1)},${y(decade).toFixed(1)}`;
		});
	return `M${edge(-1).join('L')}L${edge(1).toReversed().join('L')}Z`;
}

function overview(
	{ regions, rows }: Findings,
	score: number | null,
	width: number,
	height: number,
	numbered: number
): Html {
	const scale = scaleOf(regions, width, height);
	const { left, right, top, bottom, decades, x, y } = scale;
	const level = (decade: number) =>
		html`<line
				x1="${left}"
				x2="${right}"
				y1="${y(decade).toFixed(1)}"
				y2="${y(decade).toFixed(1)}"
				class="grid"
			/>
			<text x="${left - 8}" y="${(y(decade) + 4).toFixed(1)}" text-anchor="end"
				>${Number((100 * 10 ** decade).toPrecision(3))} %</text
			>`;
	const tick = (ratio: number, label: string) =>
		html`<text x="${x(ratio).toFixed(1)}" y="${bottom + 20}" text-anchor="middle">${label}</text>`;
	const mark = ({ ratio, human, kind }: FrozenRegion, i: number) => {
		const hasNumber = i < numbered;
		const r = hasNumber ? RADIUS.numbered : RADIUS.plain;
		const [cx, cy] = [x(ratio.estimate).toFixed(1), y(Math.log10(human.share))];
		return html`<circle cx="${cx}" cy="${cy.toFixed(1)}" r="${r}" class="mark ${kind}" />${
				hasNumber
					? html`<text
							x="${cx}"
							y="${(cy + 3.5).toFixed(1)}"
							text-anchor="middle"
							class="rank ${kind}"
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
		${score === null ? null : html`<path d="${bandPath(rows, score, scale)}" class="chance" />`}
		${decades.map(level)}
		<line x1="${x(1).toFixed(1)}" x2="${x(1).toFixed(1)}" y1="${top}" y2="${bottom}" class="even" />
		${tick(0.01, '≤ 0.01')}${tick(0.1, '0.1')}${tick(0.3, '0.3')}${tick(1, '1')}
		<text x="${width / 2}" y="${height - 8}" text-anchor="middle">
			synthetic share ÷ human share; upward, human share
		</text>
		${regions
			.map((region, i) => mark(region, i))
			// The first are drawn last, so that nothing hides them.
			.reverse()}
	</svg>`;
}
