import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, streamSeed } from './random';

describe('createRandom', () => {
	it('draws the same numbers for the same seed', () => {
		const first = createRandom(7);
		const second = createRandom(7);
		expect(Array.from({ length: 5 }, first.next)).toEqual(Array.from({ length: 5 }, second.next));
		expect(createRandom(8).next()).not.toBe(createRandom(7).next());
	});

	it('keeps every value when it shuffles', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(255)), fc.integer(), (values, seed) => {
				const shuffled = Uint8Array.from(values);
				createRandom(seed).shuffle(shuffled);
				expect([...shuffled].sort()).toEqual([...Uint8Array.from(values)].sort());
			})
		);
	});

	it('spreads draws evenly over the range', () => {
		const random = createRandom(streamSeed(1, 'test'));
		const counts = new Array<number>(10).fill(0);
		for (let i = 0; i < 100_000; i++) counts[random.below(10)]!++;
		for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
	});
});
