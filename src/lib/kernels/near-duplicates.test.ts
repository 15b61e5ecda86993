import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveJob } from './drive-job';
import { nearDuplicatesJob } from './near-duplicates';

const find = async (texts: readonly (string | null)[], threshold: number) =>
	Array.from(
		await driveJob(
			nearDuplicatesJob,
			{ texts, threshold },
			{ signal: new AbortController().signal }
		)
	);

/** The definition, word for word. */
function bruteForce(texts: readonly (string | null)[], threshold: number): number[] {
	const sets = texts.map((text) => {
		const plain = (text ?? '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
		if (plain.length < 5) return new Set(plain === '' ? [] : [plain]);
		return new Set(Array.from({ length: plain.length - 4 }, (_, i) => plain.slice(i, i + 5)));
	});
	return sets.map((set, row) =>
		sets.findIndex((other, earlier) => {
			if (earlier >= row || set.size === 0) return false;
			const common = [...set].filter((shingle) => other.has(shingle)).length;
			return common / (set.size + other.size - common) >= threshold - 1e-9;
		})
	);
}

describe('nearDuplicatesJob', () => {
	it('finds for each text the first earlier one like it, as trying every pair does', async () => {
		const text = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 14 }));
		await fc.assert(
			fc.asyncProperty(
				fc.array(text, { maxLength: 20 }),
				fc.constantFrom(0.2, 0.5, 0.8, 1),
				async (texts, threshold) => {
					expect(await find(texts, threshold)).toEqual(bruteForce(texts, threshold));
				}
			),
			{ numRuns: 300 }
		);
	});

	it('sees through capitals and blanks, not through other words', async () => {
		const texts = [
			'The shop sent me the wrong shoes twice.',
			'the shop  sent me the WRONG shoes twice.',
			'My parcel never came at all, and nobody answers.'
		];
		expect(await find(texts, 0.9)).toEqual([-1, 0, -1]);
	});
});
