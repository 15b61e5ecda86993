import { expect, test } from 'vitest';
import { isFigures } from './is-figures';

test('numbers, shares and ratios are figures, missing ones aside', () => {
	expect(isFigures([1, null, 2.5])).toBe(true);
	expect(isFigures(['12\u00a0%', 'under 0.01\u00a0%', '1,098'])).toBe(true);
	expect(isFigures(['×0.05', null, '−3'])).toBe(true);
});

test('words, spans and dates are none, and a column without values is none', () => {
	expect(isFigures(['1', 'Private'])).toBe(false);
	expect(isFigures(['1.00 to 2.00'])).toBe(false);
	expect(isFigures(['2018-07-22'])).toBe(false);
	expect(isFigures([null, null])).toBe(false);
});
