const bits = new DataView(new ArrayBuffer(8));
const LN_2_HIGH = 0.69314718036912381649;
const LN_2_LOW = 1.90821492927058770002e-10;
const LOG_2_E = 1.4426950408889634;
/** Beyond this the result no longer fits a double, or is 0. */
const MOST = 708;

/**
 * The exponential function, to about 1e-15 relative, for |x| up to 708 (beyond, that of 708). Built of +, −, × and ÷
 * alone, which IEEE 754 fixes to the last bit, where `Math.exp` may differ between engines and with it where a tree
 * splits. e^x = 2^k e^r with |r| ≤ ½ ln 2, its series in r to the 13th power (Abramowitz and Stegun 4.2.1).
 */
export function exp(x: number): number {
	if (x !== x) return NaN;
	const bounded = Math.max(-MOST, Math.min(MOST, x));
	const power = Math.round(bounded * LOG_2_E);
	const rest = bounded - power * LN_2_HIGH - power * LN_2_LOW;
	let sum = 1;
	for (let term = 13; term > 0; term--) sum = 1 + (rest * sum) / term;
	bits.setUint32(0, (power + 1023) << 20);
	bits.setUint32(4, 0);
	return sum * bits.getFloat64(0);
}
