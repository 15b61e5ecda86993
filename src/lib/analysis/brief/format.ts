import type { CostRange } from '$lib/terms/brief-numbers';
import type { Currency } from '$lib/terms/brief-plan';
import { countText } from '$lib/terms/figures';

const DECIMAL = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const SIGNS: Readonly<Record<Currency, string>> = { GBP: '£', USD: '$' };

/** A count with thousands parted; an endless one in words. */
export function count(value: number): string {
	return Number.isFinite(value) ? countText(value) : 'more than can be reached';
}

/** A count with its noun, or noun and verb: "1 person starts", "2,000 records". */
export function counted(value: number, one: string, many = `${one}s`): string {
	const figure = Number.isFinite(value) && !Number.isInteger(value) ? decimal(value) : count(value);
	return `${figure} ${value === 1 ? one : many}`;
}

/** A number to four significant digits. */
export function decimal(value: number): string {
	return Number.isFinite(value) ? DECIMAL.format(value) : '∞';
}

/** Before a percent sign: the two never part at the end of a line. */
const TIED = '\u00a0';

/** A share as a percentage of two or three digits: 3.2 %, 0.04 %. */
export function percent(share: number): string {
	const value = share * 100;
	const digits = value !== 0 && Math.abs(value) < 10 ? 2 : 3;
	return `${value.toLocaleString('en-GB', { maximumSignificantDigits: digits })}${TIED}%`;
}

/** An amount in whole currency, to the penny below 100. */
export function money(value: number, currency: Currency): string {
	if (!Number.isFinite(value)) return 'no sum';
	const digits = Math.abs(value) < 100 ? 2 : 0;
	return (
		SIGNS[currency] +
		value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
	);
}

/** An amount that hangs on estimates, in whole currency of three digits: "about £13,600"; small ones to the penny. */
export function roughly(value: number, currency: Currency): string {
	if (!Number.isFinite(value) || value < 10) return `about ${money(value, currency)}`;
	const digits = value < 100 ? 2 : 3;
	return `about ${SIGNS[currency]}${countText(Number(value.toPrecision(digits)))}`;
}

/** A cost with its range, where there is one: "£308 (£290 to £330)". */
export function costWords({ expected, low, high }: CostRange, currency: Currency): string {
	const [middle, least, most] = [expected, low, high].map((value) => money(value, currency));
	return least === most ? middle! : `${middle!} (${least!} to ${most!})`;
}
