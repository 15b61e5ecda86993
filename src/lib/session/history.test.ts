import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, beginHistory, stepBack, stepForward } from './history';

describe('history', () => {
	it('gives back every earlier state in turn, and then every later one', () => {
		fc.assert(
			fc.property(fc.array(fc.integer(), { maxLength: 60 }), (states) => {
				let history = beginHistory(-1);
				for (const state of states) history = advance(history, state);
				const all = [-1, ...states];
				for (const state of all.toReversed()) {
					expect(history.present).toBe(state);
					history = stepBack(history);
				}
				for (const state of all.slice(1)) {
					history = stepForward(history);
					expect(history.present).toBe(state);
				}
			})
		);
	});

	it('forgets what was undone once something new is done', () => {
		const history = advance(stepBack(advance(beginHistory('a'), 'b')), 'c');
		expect(stepForward(history)).toBe(history);
		expect(stepBack(history).present).toBe('a');
	});

	it('stays as it is at either end', () => {
		const history = beginHistory('a');
		expect(stepBack(history)).toBe(history);
		expect(stepForward(history)).toBe(history);
	});
});
