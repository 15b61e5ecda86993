import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortRows } from './sort-rows';

const row = fc.tuple(fc.nat(3), fc.nat(255), fc.nat(2));

it('puts rows in the order that a comparison column by column gives, equal rows as they stand', () => {
	fc.assert(
		fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
			const columns = [0, 1, 2].map((at) => Uint8Array.from(rows, (codes) => codes[at]!));
			const expected = rows
				.map((codes, number) => ({ codes, number }))
				.sort((a, b) => {
					const at = a.codes.findIndex((code, i) => code !== b.codes[i]);
					return at < 0 ? a.number - b.number : a.codes[at]! - b.codes[at]!;
				});
			const steps = sortRows(columns, Uint32Array.from(rows.keys()));
			let step = steps.next();
			while (step.done !== true) step = steps.next();
			expect([...step.value]).toEqual(expected.map(({ number }) => number));
		})
	);
});
