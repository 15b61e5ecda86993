import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareDone, timeLeftWords } from './share-done';

describe('shareDone', () => {
	it('never falls from stage to stage on the way to the gaps, from nothing to all', () => {
		const stages = ['open', 'profile', 'encode', 'firstLook', 'gaps'] as const;
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e8 }), (rows) => {
				const shares = stages.flatMap((stage) =>
					[0, 0.5, 1].map((done) => shareDone({ stage, done, message: '' }, rows))
				);
				expect(shares).toEqual(shares.toSorted((a, b) => a - b));
				expect(shares[0]).toBe(0);
				expect(shares.at(-1)).toBeCloseTo(1, 12);
			})
		);
	});

	it('counts the single cases by themselves', () => {
		const shares = [0, 0.5, 1].map((done) => shareDone({ stage: 'cases', done, message: '' }, 1e6));
		expect(shares).toEqual([0, 0.5, 1]);
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
