/** Numbers as people read them: plain, with as many digits as mean something. */

const COUNT = new Intl.NumberFormat('en-GB');

/** A count with its thousands apart: "24,421". */
export function countText(count: number): string {
	return COUNT.format(Math.round(count));
}

/** Between a figure and what it counts, where no line may break. */
const NB = '\u00a0';

/** Below this percentage figures would be written with an exponent. */
const LEAST_PERCENT = 1e-6;

/** A share, 0 to 1, in per cent: "12 %", "0.31 %", "0.0004 %"; a part is never shown as nothing or all. */
export function shareText(share: number): string {
	const percent = share * 100;
	if (percent === 0) return `0${NB}%`;
	if (percent < LEAST_PERCENT) return `under ${LEAST_PERCENT.toFixed(6)}${NB}%`;
	if (percent > 99.9 && percent < 100) return `over 99.9${NB}%`;
	if (percent >= 99.5 && percent < 100) return `${percent.toFixed(1)}${NB}%`;
	return `${percent < 10 ? Number(percent.toPrecision(2)) : Math.round(percent)}${NB}%`;
}

/** A share that is known about: "about 12 %", "over 99.9 %". */
export function aboutShareText(share: number): string {
	const text = shareText(share);
	return /^\d/.test(text) ? `about ${text}` : text;
}

/** A ratio: "0.07", "1.4", "24"; "∞" where nothing stands below the line. */
export function ratioText(ratio: number): string {
	if (!Number.isFinite(ratio)) return '∞';
	if (ratio !== 0 && ratio < 0.001) return 'under 0.001';
	return ratio < 10 ? String(Number(ratio.toPrecision(2))) : countText(ratio);
}

/** A number with its sign, minus as it is printed: "+0.031", "−0.030", "0.000". */
export function signedText(value: number, digits = 3): string {
	const text = Math.abs(value).toFixed(digits);
	return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** A count of things: "1 gap", "3 gaps". */
export function plural(count: number, one: string, many = `${one}s`): string {
	return `${countText(count)} ${count === 1 ? one : many}`;
}

/** A size in bytes: "193 kB", "2.1 GB". */
export function sizeText(sizeBytes: number): string {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(sizeBytes || 1) / 3)));
	const size = sizeBytes / 1000 ** power;
	return `${size < 10 && power > 0 ? size.toFixed(1) : Math.round(size)} ${units[power]}`;
}
