import type { Interval } from '$lib/terms/gap';
import { html, type Html } from './html';

/** A share in per cent with two figures, as plain text. */
export function plainPercent(share: number): string {
	const points = 100 * share;
	if (points === 0) return '0 %';
	return `${points < 1 ? points.toPrecision(2) : points.toFixed(1)} %`;
}

/** A share in per cent with two figures, which no end of a line breaks. */
export function percent(share: number): string {
	return plainPercent(share).replace(' ', '\u00a0');
}

/** Words of a region, whose dates are not broken at the end of a line. */
export function unbroken(words: string): readonly Html[] {
	return words
		.split(/(\d{4}-\d{2}-\d{2})/)
		.map((part, i) => (i % 2 === 0 ? html`${part}` : html`<span class="nowrap">${part}</span>`));
}

/** A ratio with its interval: "0.12 (0.08 to 0.17)". */
export function ratioWords({ estimate, low, high }: Omit<Interval, 'level'>): string {
	const figure = (ratio: number) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '∞');
	return `${figure(estimate)} (${figure(low)} to ${figure(high)})`;
}
