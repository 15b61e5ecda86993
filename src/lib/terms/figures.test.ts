import { describe, expect, it } from 'vitest';
import { aboutShareText, countText, plural, ratioText, shareText, sizeText } from './figures';

describe('figures', () => {
	it('never shows a share that is there as none, nor one that is short of all as all', () => {
		expect(shareText(0)).toBe('0\u00a0%');
		expect(shareText(1e-12)).toBe('under 0.000001\u00a0%');
		expect(shareText(1e-8)).toBe('0.000001\u00a0%');
		expect(shareText(0.000004)).toBe('0.0004\u00a0%');
		expect(shareText(0.996)).toBe('99.6\u00a0%');
		expect(shareText(0.9999)).toBe('over 99.9\u00a0%');
		expect(shareText(1)).toBe('100\u00a0%');
		expect(shareText(0.0031)).toBe('0.31\u00a0%');
		expect(shareText(0.123)).toBe('12\u00a0%');
		expect(aboutShareText(0.123)).toBe('about 12\u00a0%');
		expect(aboutShareText(0.9999)).toBe(shareText(0.9999));
	});

	it('keeps two digits of a ratio', () => {
		expect([0, 0.0004, 0.0712, 1.44, 23.7, Infinity].map(ratioText)).toEqual([
			'0',
			'under 0.001',
			'0.071',
			'1.4',
			'24',
			'∞'
		]);
	});

	it('counts in words', () => {
		expect([plural(1, 'gap'), plural(24421, 'row')]).toEqual(['1 gap', '24,421 rows']);
		expect(countText(2.6)).toBe('3');
	});

	it('gives a size in the unit that reads best', () => {
		expect([0, 999, 195213, 2_147_483_648].map(sizeText)).toEqual([
			'0 B',
			'999 B',
			'195 kB',
			'2.1 GB'
		]);
	});
});
