/** Powers of ten tried for a round number, from far above any value to far below any. */
const LARGEST_POWER = 18;
const SMALLEST_POWER = -12;

/**
 * The roundest number t with `below` < t ≤ `at`: the one a person would write for a bound that only has to fall
 * somewhere between two values.
 */
export function roundLow(below: number, at: number): number {
	return roundest(at, (t) => t > below && t <= at, Math.floor);
}

/** The roundest number t with `at` ≤ t < `above`. */
export function roundHigh(at: number, above: number): number {
	return roundest(at, (t) => t >= at && t < above, Math.ceil);
}

function roundest(
	at: number,
	isFit: (t: number) => boolean,
	toward: (value: number) => number
): number {
	if (isFit(0)) return 0;
	for (let power = LARGEST_POWER; power >= SMALLEST_POWER; power--) {
		for (const share of [1, 0.5]) {
			const step = share * 10 ** power;
			const t = Number((toward(at / step) * step).toPrecision(15));
			if (t !== 0 && isFit(t)) return t;
		}
	}
	return at;
}

const DAY_MS = 86_400_000;

function day(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/**
 * The roundest day t with `below` < t ≤ `at`, ISO texts: the first of a year, the first of a month, else `at` itself.
 */
export function roundLowDate(below: string, at: string): string {
	const firsts = [`${at.slice(0, 4)}-01-01`, `${at.slice(0, 7)}-01`, at.slice(0, 10)];
	return firsts.find((first) => first > below && first <= at) ?? at;
}

/** The roundest day t with `at` ≤ t < `above`, both days: the last of a year, the last of a month, else `at`. */
export function roundHighDate(at: string, above: string): string {
	const year = Number(at.slice(0, 4));
	const month = Number(at.slice(5, 7));
	const lasts = [`${at.slice(0, 4)}-12-31`, day(Date.UTC(year, month, 1) - DAY_MS)];
	return lasts.find((last) => last >= at && last < above) ?? at;
}
