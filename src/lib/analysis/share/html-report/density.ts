import { html, type Html } from './html';
import type { ToldMap } from './region-details';

const WIDTH = 340;
const HEIGHT = 200;

/** Two columns crossed, people beside the generator, the region outlined. */
export function densityMaps({ x, y, cells }: ToldMap): Html {
	const most = Math.max(
		Number.MIN_VALUE,
		...cells.map(({ human, synthetic }) => Math.max(human ?? 0, synthetic))
	);
	const [columns, rows] = [x.bins.length, y.bins.length];
	const [wide, high] = [WIDTH / columns, HEIGHT / rows];
	const isIn = (at: number, up: number) => x.bins[at]!.isIn && y.bins[up]!.isIn;
	const side = (role: 'human' | 'synthetic', title: string) => {
		const squares = cells.map((cell, i) => {
			const share = cell[role];
			if (share === 0) return html``;
			const [at, up] = [i % columns, Math.floor(i / columns)];
			// Of a cell of too few people no more is told than that.
			const strength = share === null ? null : 0.08 + 0.92 * Math.sqrt(share / most);
			return html`<rect
				x="${(at * wide).toFixed(1)}"
				y="${(HEIGHT - (up + 1) * high).toFixed(1)}"
				width="${wide.toFixed(1)}"
				height="${high.toFixed(1)}"
				class="${strength === null ? 'few' : role}"
				${strength === null ? null : html`opacity="${strength.toFixed(2)}"`}
			/>`;
		});
		return html`<figure>
			<figcaption>${title}</figcaption>
			<svg
				viewBox="-1 -1 ${WIDTH + 2} ${HEIGHT + 2}"
				role="img"
				aria-label="${title}: ${x.column} across, ${y.column} upwards; the region is outlined"
			>
				<rect width="${WIDTH}" height="${HEIGHT}" class="ground" />
				${squares}
				<path d="${outline(columns, rows, isIn)}" class="outline" />
			</svg>
		</figure>`;
	};
	return html`<div class="maps">${side('human', 'Human')}${side('synthetic', 'Synthetic')}</div>
		<p class="note">
			${x.column} across, ${y.column} upwards; darker holds more rows, on one scale; the region is
			outlined. Grey cells hold fewer than ten people.
		</p>`;
}

/** Every cell edge between inside and outside. */
function outline(columns: number, rows: number, isIn: (at: number, up: number) => boolean): string {
	const [wide, high] = [WIDTH / columns, HEIGHT / rows];
	const inside = (at: number, up: number) =>
		at >= 0 && up >= 0 && at < columns && up < rows && isIn(at, up);
	let path = '';
	for (let up = 0; up < rows; up++) {
		for (let at = 0; at < columns; at++) {
			if (!inside(at, up)) continue;
			const [left, right] = [at * wide, (at + 1) * wide].map((x) => x.toFixed(1));
			const [top, bottom] = [HEIGHT - (up + 1) * high, HEIGHT - up * high].map((y) => y.toFixed(1));
			if (!inside(at - 1, up)) path += `M${left},${top}V${bottom}`;
			if (!inside(at + 1, up)) path += `M${right},${top}V${bottom}`;
			if (!inside(at, up + 1)) path += `M${left},${top}H${right}`;
			if (!inside(at, up - 1)) path += `M${left},${bottom}H${right}`;
		}
	}
	return path;
}
