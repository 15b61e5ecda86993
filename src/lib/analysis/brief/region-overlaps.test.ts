import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryColumn, EncodedPair, OrderedColumn } from '$lib/terms/encoded';
import { answerKeys, answersFor } from './answer-key';
import { oneOf, range } from './brief.fixture';
import { regionOverlaps, rowsInAll } from './region-overlaps';

const codes = (human: readonly number[]) => ({
	human: Uint8Array.from(human),
	synthetic: new Uint8Array()
});
function ordered(column: string, human: readonly number[], values: readonly number[]) {
	return {
		kind: 'ordered',
		of: 'number',
		column,
		codes: codes(human),
		levels: values.map((value) => ({ low: value, high: value })),
		groups: Uint8Array.from(values.keys()),
		...{ spread: 1, scatter: [], blurWidth: 0, kept: [] }
	} satisfies OrderedColumn;
}
const categories = (column: string, human: readonly number[], levels: readonly string[]) =>
	({ kind: 'categories', column, codes: codes(human), levels }) satisfies CategoryColumn;
function encoded(columns: EncodedPair['columns'], rows: number, of = rows): EncodedPair {
	const sample = { rows, of, seed: 1 };
	return {
		columns,
		sample: { human: sample, synthetic: sample },
		weights: { human: null, synthetic: null }
	};
}

describe('regionOverlaps', () => {
	it('counts the rows in any of the regions at once, those of ten and more', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })), {
					minLength: 1,
					maxLength: 200
				}),
				(rows) => {
					const pair = encoded(
						[
							ordered(
								'age',
								rows.map(([age]) => age),
								[20, 40, 60]
							),
							categories(
								'sex',
								rows.map(([, sex]) => sex),
								['F', 'M']
							)
						],
						rows.length
					);
					const regions = [
						{ id: 'a', region: { conditions: [range('age', 40)] } },
						{ id: 'b', region: { conditions: [oneOf('sex', 'M')] } },
						{ id: 'c', region: { conditions: [range('age', null, 40), oneOf('sex', 'M', 'F')] } }
					];
					const overlaps = regionOverlaps(pair, regions);
					const tests: Record<string, (age: number, sex: number) => boolean> = {
						a: (age) => age >= 2,
						b: (_age, sex) => sex === 2,
						c: (age, sex) => (age === 1 || age === 2) && sex > 0
					};
					for (const ids of ['ab', 'ac', 'bc', 'cb', 'abc'].map((some) => [...some])) {
						const met = rows.filter(([age, sex]) => ids.every((id) => tests[id]!(age, sex))).length;
						expect(rowsInAll(overlaps, ids), ids.join()).toBe(met < 10 ? 0 : met);
					}
				}
			)
		);
	});

	it('counts a sample up, and leaves out regions on columns that were not encoded', () => {
		const pair = encoded([ordered('age', new Array<number>(40).fill(1), [20])], 40, 400);
		const all = { conditions: [range('age', 18)] };
		const overlaps = regionOverlaps(pair, [
			{ id: 'b', region: all },
			{ id: 'a', region: all },
			{ id: 'c', region: { conditions: [range('pay', 1)] } }
		]);
		expect(overlaps.regions).toEqual(['b', 'a']);
		expect(rowsInAll(overlaps, ['a', 'b'])).toBe(400);
		expect(rowsInAll(overlaps, ['a', 'c'])).toBeNull();
	});
});

describe('answerKeys', () => {
	const row = (answer: number) => new Array<number>(12).fill(answer);
	const answers = [...row(1), ...row(2), 3, 3];
	const levels = ['Bachelors', 'HS-grad', 'Preschool'];

	it('tell which number each answer has, where every row agrees', () => {
		const numbers = ordered('education-num', [...row(3), ...row(2), 1, 1], [1, 9, 13]);
		const pair = encoded([categories('education', answers, levels), numbers], 26);
		const key = answerKeys(pair)['education-num']!;
		// Two rows alone have the third answer, which is not written down.
		expect(key).toEqual({
			column: 'education',
			numbers: [
				['HS-grad', 9],
				['Bachelors', 13]
			]
		});
		expect(answersFor(range('education-num', 10), key)).toEqual(oneOf('education', 'Bachelors'));
		expect(answersFor(oneOf('education-num', 9), key)).toEqual(oneOf('education', 'HS-grad'));
		expect(answersFor(range('education-num', 14), key)).toBeNull();
	});

	it.each([
		['one row has another number', [...row(3), ...row(2).slice(1), 1, 1, 1]],
		['a number is missing', [...row(3), ...row(2).slice(1), 0, 1, 1]],
		['two answers have one number', [...row(3), ...row(3), 1, 1]]
	])('are none where %s', (_why, numbers) => {
		const coded = ordered('education-num', numbers, [1, 9, 13]);
		expect(answerKeys(encoded([categories('education', answers, levels), coded], 26))).toEqual({});
	});

	it('are none of columns that mean something else', () => {
		const hours = ordered('hours-per-week', [...row(3), ...row(2), 1, 1], [1, 9, 13]);
		expect(answerKeys(encoded([categories('education', answers, levels), hours], 26))).toEqual({});
	});
});
