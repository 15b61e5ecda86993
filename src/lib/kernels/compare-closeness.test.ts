import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareCloseness } from './compare-closeness';

function run(human: number[], synthetic: number[], shown: number) {
	const values = { human: Float64Array.from(human), synthetic: Float64Array.from(synthetic) };
	const steps = compareCloseness.run({
		axes: [{ kind: 'number', values }],
		...{ shown, rows: 1000, seed: 1 }
	});
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

it('counts synthetic rows whose nearest row was shown', () => {
	const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), {
		minLength: 4,
		maxLength: 20
	});
	fc.assert(
		fc.property(
			distinct,
			fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }),
			(all, rows) => {
				const human = all.slice(0, 2 * Math.floor(all.length / 2));
				const shown = human.length / 2;
				// A third off whole numbers: no two rows are equally near.
				const synthetic = rows.map((row) => row + 1 / 3);
				const nearest = (row: number) =>
					human.reduce(
						(best, one, i) => (Math.abs(one - row) < Math.abs(human[best]! - row) ? i : best),
						0
					);
				const expected = synthetic.filter((row) => nearest(row) < shown).length;
				expect(run(human, synthetic, shown)).toEqual({ rows: rows.length, nearer: expected });
			}
		)
	);
});

it('breaks ties of repeated rows evenly', () => {
	const same = Array.from({ length: 400 }, () => 1);
	const { rows, nearer } = run([...same, ...same], [...same, 2], 400);
	expect(nearer / rows).toBeGreaterThan(0.4);
	expect(nearer / rows).toBeLessThan(0.6);
});
