import { describe, expect, it } from 'vitest';
import type { RegionCheck } from '$lib/terms/verification';
import { brokenLimits, readLimits } from './verify-limits';

const region = (verdict: RegionCheck['verdict']) => ({ verdict }) as RegionCheck;
const measured = {
	missingShare: 0.05,
	regions: [region('closed'), region('open'), region('improved'), region('reopened')],
	newGaps: 2,
	rejected: 0
};
const broken = (options: Parameters<typeof readLimits>[0]) =>
	brokenLimits(readLimits(options), measured);

describe('thresholds of lacuna verify', () => {
	it('are broken past their number and kept at it', () => {
		expect(broken({ 'max-missing-share': '0.05', 'max-open': '3' })).toEqual([]);
		expect(broken({ 'max-missing-share': '0.04', 'max-open': '2' })).toEqual([
			'--max-missing-share 0.04 is broken: 0.0500.',
			'--max-open 2 is broken: 3 frozen regions are still short.'
		]);
	});

	it('name what --fail-on met', () => {
		expect(broken({ 'fail-on': 'new,unclear,rejected,reopened' })).toEqual([
			'--fail-on new is broken: 2.',
			'--fail-on reopened is broken: 1.'
		]);
	});

	it('are refused where they make no sense', () => {
		expect(() => readLimits({ 'max-missing-share': '5 %' })).toThrow('--max-missing-share 5 %');
		expect(() => readLimits({ 'max-missing-share': '1.5' })).toThrow('from 0 to 1');
		expect(() => readLimits({ 'fail-on': 'news' })).toThrow('none of new, reopened');
	});
});
