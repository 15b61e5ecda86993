import { describe, expect, it } from 'vitest';
import type { Stage } from '$lib/terms/run';
import { shareOfReturn, shareOfVersions } from './verify-share';

const STAGES: readonly Stage[] = ['open', 'profile', 'encode', 'firstLook', 'gaps'];

describe('shareOfVersions', () => {
	it('never falls, and has done one of three versions after a third of the time', () => {
		const frozen = { rows: { human: 20_000, synthetic: 20_000 }, regions: [] };
		const share = shareOfVersions(3, frozen, 0);
		const told: number[] = [];
		for (let second = 0; second < 30; second++) {
			const [now, stage] = [1000 * second, STAGES[Math.floor((second % 10) / 2)]!];
			if (second > 0 && second % 10 === 0) share.nextVersion(now);
			share.report({ stage, done: (second % 2) / 2, message: '' }, now);
			told.push(share.now(now));
		}
		share.nextVersion(30_000);
		expect(told).toEqual(told.toSorted((a, b) => a - b));
		expect(told[0]).toBeLessThan(0.05);
		expect(told[10]).toBeCloseTo(1 / 3, 1);
		expect(told[20]).toBeCloseTo(2 / 3, 1);
		// What the first version took tells how the later ones go.
		expect(told[25]).toBeCloseTo(25 / 30, 1);
		expect(share.now(30_000)).toBe(1);
	});
});

describe('shareOfReturn', () => {
	it('is what the check reports', () => {
		const share = shareOfReturn();
		expect(share.now(0)).toBe(0);
		share.report({ stage: 'open', done: 0.7, message: '' }, 1);
		expect(share.now(2)).toBe(0.7);
	});
});
