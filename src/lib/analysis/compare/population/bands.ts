import { LacunaError } from '$lib/terms/error';

/** An interval of numbers as a margin names it. */
export interface Band {
	readonly label: string;
	readonly low: number;
	readonly high: number;
	readonly isLowClosed: boolean;
	readonly isHighClosed: boolean;
}

const NUMBER = String.raw`[-−]?\d+(?:\.\d+)?`;
const ONE = new RegExp(`^(${NUMBER})$`);
const BETWEEN = new RegExp(
	`^([[(]?)\\s*(${NUMBER})\\s*(?:-|–|—|to|,|\\.\\.)\\s*(${NUMBER})\\s*([\\])]?)$`,
	'i'
);
const AT_LEAST = new RegExp(
	`^(?:(≥|>=|>|over|above|from)\\s*(${NUMBER})|(${NUMBER})\\s*(?:\\+|(?:and|or) (?:over|above|more|older)))$`,
	'i'
);
const AT_MOST = new RegExp(
	`^(?:(≤|<=|<|under|below|up to)\\s*(${NUMBER})|(${NUMBER})\\s*(?:and|or) (?:under|below|less|younger))$`,
	'i'
);
const OPEN = /^(?:<|>|under|below|over|above)$/i;

/**
 * A band as people write it: `18-24`, `18 to 24`, `65+`, `<18`, `≥ 65`, `under 18`, `[0, 10)`, `37`; null for
 * other texts.
 */
export function parseBand(text: string): Band | null {
	const label = text.trim();
	const number = (digits: string) => Number(digits.replace('−', '-'));
	const one = ONE.exec(label);
	if (one) {
		const at = number(one[1]!);
		return { label, low: at, high: at, isLowClosed: true, isHighClosed: true };
	}
	const between = BETWEEN.exec(label);
	if (between) {
		const [low, high] = [number(between[2]!), number(between[3]!)];
		const [isLowClosed, isHighClosed] = [between[1] !== '(', between[4] !== ')'];
		return low <= high ? { label, low, high, isLowClosed, isHighClosed } : null;
	}
	const least = AT_LEAST.exec(label);
	if (least) {
		const isLowClosed = !OPEN.test(least[1] ?? '');
		return {
			label,
			low: number(least[2] ?? least[3]!),
			high: Infinity,
			isLowClosed,
			isHighClosed: true
		};
	}
	const most = AT_MOST.exec(label);
	if (most) {
		const isHighClosed = !OPEN.test(most[1] ?? '');
		return {
			label,
			low: -Infinity,
			high: number(most[2] ?? most[3]!),
			isLowClosed: true,
			isHighClosed
		};
	}
	return null;
}

/**
 * Bands in ascending order that leave no number out between neighbours: `18–24` before `25–34` reaches to just
 * under 25, as completed years do, and of `0–10`, `10–20` the second holds 10.
 * @throws {@link LacunaError} `columns-unusable` naming two bands that overlap.
 */
export function alignBands(bands: readonly Band[], column: string, fileName: string): Band[] {
	const sorted = bands.toSorted((a, b) => a.low - b.low || a.high - b.high);
	const aligned = sorted.map((band, i): Band => {
		const next = sorted[i + 1];
		if (!next) return i > 0 && isCompletedYears(sorted[i - 1]!, band) ? completed(band) : band;
		const gap = next.low - band.high;
		if (gap < 0 || (gap === 0 && band.low === band.high && next.isLowClosed))
			throw new LacunaError(
				'columns-unusable',
				`${fileName}: the bands “${band.label}” and “${next.label}” of ${column} overlap.`,
				{ hint: 'Give bands that share no value, such as 18-24 and 25-34.' }
			);
		if (gap === 0) return next.isLowClosed ? { ...band, isHighClosed: false } : band;
		return gap <= 1 && next.isLowClosed && band.isHighClosed
			? { ...band, high: next.low, isHighClosed: false }
			: band;
	});
	return aligned;
}

function isCompletedYears(before: Band, { low }: Band): boolean {
	return low - before.high === 1 && Number.isInteger(low);
}

/** The last of bands of whole numbers holds its upper number to the end of that year. */
function completed(band: Band): Band {
	return Number.isInteger(band.high) && band.isHighClosed
		? { ...band, high: band.high + 1, isHighClosed: false }
		: band;
}

/** Whether a number stands in a band. */
export function isInBand({ low, high, isLowClosed, isHighClosed }: Band, value: number): boolean {
	return (
		(isLowClosed ? value >= low : value > low) && (isHighClosed ? value <= high : value < high)
	);
}
