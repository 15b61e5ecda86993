import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overallShare, timeLeftWords } from './overall-share';

describe('overallShare', () => {
	const stages = ['open', 'profile', 'encode', 'firstLook', 'gaps', 'cases'] as const;

	it('never falls from stage to stage, from nothing to all', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e8 }), (rows) => {
				const shares = stages.flatMap((stage) =>
					[0, 0.5, 1].map((done) => overallShare({ stage, done, message: '' }, rows))
				);
				expect(shares).toEqual(shares.toSorted((a, b) => a - b));
				expect(shares[0]).toBe(0);
				expect(shares.at(-1)).toBeCloseTo(1, 12);
			})
		);
	});

	it('leaves the more for the single cases the more rows there are', () => {
		const beforeCases = [1e4, 1e5, 1e6, 1e7].map((rows) =>
			overallShare({ stage: 'cases', done: 0, message: '' }, rows)
		);
		expect(beforeCases).toEqual(beforeCases.toSorted((a, b) => b - a));
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
