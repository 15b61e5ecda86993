const bits = new DataView(new ArrayBuffer(8));
const SQRT_2 = 1.4142135623730951;
const LN_2 = 0.6931471805599453;

/**
 * Natural logarithm of a positive finite number, to about 1e-15 relative. Built of +, −, × and ÷ alone, which IEEE 754
 * fixes to the last bit, where `Math.log` may differ between engines and with it the order of close scores.
 * ln x = k ln 2 + 2 artanh((m − 1)/(m + 1)) for x = m 2^k (Abramowitz and Stegun 4.1.27).
 */
export function ln(x: number): number {
	bits.setFloat64(0, x);
	const high = bits.getUint32(0);
	let exponent = (high >>> 20) - 1023;
	if (exponent === -1023) return ln(x * 2 ** 60) - 60 * LN_2;
	bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
	let mantissa = bits.getFloat64(0);
	if (mantissa > SQRT_2) {
		mantissa /= 2;
		exponent++;
	}
	const t = (mantissa - 1) / (mantissa + 1);
	const u = t * t;
	let sum = 1 / 19;
	sum = sum * u + 1 / 17;
	sum = sum * u + 1 / 15;
	sum = sum * u + 1 / 13;
	sum = sum * u + 1 / 11;
	sum = sum * u + 1 / 9;
	sum = sum * u + 1 / 7;
	sum = sum * u + 1 / 5;
	sum = sum * u + 1 / 3;
	return exponent * LN_2 + 2 * t * (1 + u * sum);
}
