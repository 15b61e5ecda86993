import { html, type Html } from './html';
import type { ToldBin, ToldDistribution } from './region-details';
import { percent } from './words';

const WIDTH = 360;
const HEIGHT = 148;
const MIDDLE = 62;
const REACH = 56;
/** A bar may be so many times as long as the longest of the region; what is longer is cut, and says so. */
const LONGEST = 5;
/** Rows of categories that are drawn: those of the region first. */
const MOST_ROWS = 8;
/** Labels of an axis, at most; so wide is a figure of one, at most, in the fonts of a system; so far apart are two. */
const MOST_TICKS = 5;
const TICK_SIZE = 11;
const FIGURE_WIDTH = 0.6 * TICK_SIZE;
const LABEL_GAP = 8;

/** One column on both sides: human upwards, synthetic hatched and downwards; the bins of the region shaded. */
export function distributionPicture(distribution: ToldDistribution): Html {
	const { column, bins, isOrdered } = distribution;
	return html`<figure>
		<figcaption>${column}</figcaption>
		${isOrdered ? mirrored(distribution) : byCategory(distribution)}
		${reachOf(bins) < mostOf(bins) ? html`<p class="note">Bars with a cut are longer than drawn.</p>` : null}
	</figure>`;
}

const mostOf = (bins: readonly ToldBin[]) =>
	Math.max(Number.MIN_VALUE, ...bins.map(({ human, synthetic }) => Math.max(human, synthetic)));

function reachOf(bins: readonly ToldBin[]): number {
	const inside = bins.filter(({ isIn }) => isIn);
	return inside.length === 0 ? mostOf(bins) : Math.min(mostOf(bins), mostOf(inside) * LONGEST);
}

function summaryOf(bins: readonly ToldBin[], column: string): string {
	const inside = bins.filter(({ isIn }) => isIn);
	const sum = (side: 'human' | 'synthetic') => inside.reduce((total, bin) => total + bin[side], 0);
	return `${column}: the region’s part holds ${percent(sum('human'))} of human and ${percent(sum('synthetic'))} of synthetic rows`;
}

function mirrored({ column, bins }: ToldDistribution): Html {
	const step = WIDTH / Math.max(1, bins.length);
	const reach = reachOf(bins);
	const length = (share: number) => ((Math.min(share, reach) / reach) * REACH).toFixed(1);
	const at = (i: number) => (i * step).toFixed(1);
	const wide = Math.max(0.8, step - 1).toFixed(1);
	const shade = ({ isIn }: ToldBin, i: number) =>
		isIn
			? html`<rect
					x="${at(i)}"
					y="0"
					width="${step.toFixed(1)}"
					height="${2 * MIDDLE}"
					class="in"
				/>`
			: null;
	const bar = ({ human, synthetic }: ToldBin, i: number) =>
		html`<rect
				x="${at(i)}"
				y="${(MIDDLE - Number(length(human))).toFixed(1)}"
				width="${wide}"
				height="${length(human)}"
				class="human"
			/><rect
				x="${at(i)}"
				y="${MIDDLE}"
				width="${wide}"
				height="${length(synthetic)}"
				class="hatched"
			/>${cut(human, i, MIDDLE - REACH + 8)}${cut(synthetic, i, MIDDLE + REACH - 4)}`;
	const cut = (share: number, i: number, y: number) =>
		share > reach
			? html`<path
					d="M${(i * step - 1).toFixed(1)},${y}l${(step + 1).toFixed(1)},-4"
					class="cut"
				/>`
			: null;
	return html`<svg
		viewBox="0 0 ${WIDTH} ${HEIGHT}"
		role="img"
		aria-label="${summaryOf(bins, column)}"
	>
		${bins.map((bin, i) => shade(bin, i) ?? html``)} ${bins.map(bar)}
		<line x1="0" x2="${WIDTH}" y1="${MIDDLE}" y2="${MIDDLE}" class="axis" />
		${ticks(bins, step)}
	</svg>`;
}

/** Ends of some bins, never the outermost: those are one person's values. As many as stand clear of each other. */
function ticks(bins: readonly ToldBin[], step: number): readonly Html[] {
	const inner = [...bins.keys()].filter((i) => bins[i]!.from !== null);
	for (let most = Math.min(MOST_TICKS, inner.length); most > 0; most--) {
		const every = Math.ceil(inner.length / most);
		const labels = inner
			.filter((_, nth) => nth % every === Math.floor(every / 2))
			.map((i) => labelAt(i * step, endText(bins[i]!.from!)));
		if (labels.every((label, i) => i === 0 || areClear(labels[i - 1]!, label)))
			return labels.map(tick);
	}
	return [];
}

/** An end of a bin: where it lies, and the middle and half width of its words, which stay inside the picture. */
interface Label {
	readonly at: number;
	readonly text: string;
	readonly middle: number;
	readonly half: number;
}

function labelAt(at: number, text: string): Label {
	const half = (text.length * FIGURE_WIDTH) / 2;
	return { at, text, half, middle: Math.max(half, Math.min(WIDTH - half, at)) };
}

function areClear(left: Label, right: Label): boolean {
	return right.middle - right.half - (left.middle + left.half) >= LABEL_GAP;
}

function tick({ at, text, middle }: Label): Html {
	return html`<line
			x1="${at.toFixed(1)}"
			x2="${at.toFixed(1)}"
			y1="${2 * MIDDLE}"
			y2="${2 * MIDDLE + 4}"
			class="axis"
		/><text
			x="${middle.toFixed(1)}"
			y="${2 * MIDDLE + 18}"
			text-anchor="middle"
			font-size="${TICK_SIZE}"
			>${text}</text
		>`;
}

function byCategory({ column, bins }: ToldDistribution): Html {
	const rows = [...bins].sort((a, b) => Number(b.isIn) - Number(a.isIn)).slice(0, MOST_ROWS);
	const reach = reachOf(rows);
	const [left, high] = [154, 26];
	const longest = WIDTH - left - 104;
	const bar = (share: number, y: number, name: string) => {
		const length = Math.max(1, (Math.min(share, reach) / reach) * longest);
		const end = left + length;
		return html`<rect
				x="${left}"
				y="${y}"
				width="${length.toFixed(1)}"
				height="8"
				class="${name}"
			/>${
				share > reach
					? html`<path d="M${(end - 12).toFixed(1)},${y + 9}l4,-10" class="cut" />`
					: null
			}`;
	};
	const row = ({ label, human, synthetic, isIn }: ToldBin, i: number) => {
		const y = i * high;
		return html`${isIn ? html`<rect x="0" y="${y}" width="${WIDTH}" height="${high - 1}" class="in" />` : null}
			<text x="6" y="${y + 17}" class="${isIn ? 'strong' : ''}">${shorten(label ?? '')}</text>
			${bar(human, y + 4, 'human')}${bar(synthetic, y + 13, 'hatched')}
			<text x="${WIDTH - 4}" y="${y + 17}" text-anchor="end" font-size="11"
				>${percent(human)} · ${percent(synthetic)}</text
			>`;
	};
	return html`<svg
		viewBox="0 0 ${WIDTH} ${rows.length * high}"
		role="img"
		aria-label="${summaryOf(bins, column)}"
	>
		${rows.map(row)}
	</svg>`;
}

const shorten = (label: string) => (label.length > 18 ? `${label.slice(0, 17)}…` : label);

/** An end of an interval: large numbers with their thousands set apart. */
function endText(end: number | string): string {
	return typeof end === 'number' && Math.abs(end) >= 10_000
		? end.toLocaleString('en-GB')
		: String(end);
}
