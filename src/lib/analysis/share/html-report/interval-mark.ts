import type { Interval } from '$lib/terms/gap';
import { html, type Html } from './html';

const WIDTH = 150;
const LEAST = 0.01;
const MOST = 2;

/** A ratio with its interval on a log scale, the even rate marked. Decorative: the figures stand beside it. */
export function intervalMark({ estimate, low, high }: Interval): Html {
	const x = (ratio: number) => {
		const inside = Math.min(MOST, Math.max(LEAST, ratio));
		return (6 + (Math.log(inside / LEAST) / Math.log(MOST / LEAST)) * (WIDTH - 12)).toFixed(1);
	};
	return html`<svg viewBox="0 0 ${WIDTH} 14" class="tiny" aria-hidden="true">
		<line x1="6" x2="${WIDTH - 6}" y1="7" y2="7" class="axis" />
		<line x1="${x(1)}" x2="${x(1)}" y1="0" y2="14" class="even" />
		<line x1="${x(low)}" x2="${x(high)}" y1="7" y2="7" class="interval" />
		<circle cx="${x(estimate)}" cy="7" r="4" class="point" />
	</svg>`;
}
