import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overallShare, timeLeftWords } from './overall-share';

describe('overallShare', () => {
	it('never falls from stage to stage', () => {
		const stages = ['open', 'profile', 'encode', 'firstLook', 'gaps', 'cases'] as const;
		const shares = stages.flatMap((stage) =>
			[0, 0.5, 1].map((done) => overallShare({ stage, done, message: '' }))
		);
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
	});
});

describe('timeLeftWords', () => {
	it('says nothing before there is something to go by', () => {
		expect(timeLeftWords(0.05, 60_000)).toBeNull();
		expect(timeLeftWords(0.5, 1000)).toBeNull();
	});

	it('goes on as so far', () => {
		expect(timeLeftWords(0.25, 10_000)).toBe('about 30 seconds left');
		expect(timeLeftWords(0.5, 300_000)).toBe('about 5 minutes left');
		expect(timeLeftWords(0.9, 30_000)).toBe('a few seconds left');
	});

	it('never tells of one minute in the plural', () => {
		const work = fc.tuple(
			fc.double({ min: 0.1, max: 0.99, noNaN: true }),
			fc.integer({ min: 4000 })
		);
		fc.assert(
			fc.property(work, ([share, elapsedMs]) => {
				expect(timeLeftWords(share, elapsedMs)).not.toMatch(/about [01] /);
			})
		);
	});
});
