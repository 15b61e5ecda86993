import { expect, test } from 'vitest';
import { binText, boundText } from './pair-map';

test('bounds are told with the decimals that tell them apart, and dates without a time of day', () => {
	expect(boundText(0.02999288580781395)).toBe('0.03');
	expect(boundText(1234.5678)).toBe('1234.6');
	expect(boundText(1366120)).toBe('1366120');
	expect(boundText(-850)).toBe('-850');
	expect(boundText('2018-07-22T00:00:00')).toBe('2018-07-22');
	expect(boundText(null)).toBe('');
});

test('a bin of one value is told once, and one without bounds by its label', () => {
	const bin = { label: 'x', low: null, high: null, value: null } as const;
	expect(binText({ ...bin, kind: 'ordered', low: 17, high: 17 })).toBe('17');
	expect(binText({ ...bin, kind: 'ordered', low: 17, high: 20.5 })).toBe('17 to 20.5');
	expect(binText({ ...bin, kind: 'missing', label: 'missing' })).toBe('missing');
});
