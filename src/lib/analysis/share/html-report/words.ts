import type { Interval } from '$lib/terms/gap';

/** A share in per cent with two figures. */
export function percent(share: number): string {
	const points = 100 * share;
	if (points === 0) return '0 %';
	return `${points < 1 ? points.toPrecision(2) : points.toFixed(1)} %`;
}

/** A count with its thousands set apart. */
export const number = (value: number) => value.toLocaleString('en-GB');

/** A ratio with its interval: "0.12 (0.08 to 0.17)". */
export function ratioWords({ estimate, low, high }: Omit<Interval, 'level'>): string {
	const figure = (ratio: number) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '∞');
	return `${figure(estimate)} (${figure(low)} to ${figure(high)})`;
}
