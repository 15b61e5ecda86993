import { describe, expect, it } from 'vitest';
import { shownName, visibleName } from './column';

describe('names of columns', () => {
	it('are shown as the file has them, but for what cannot be seen or read', () => {
		expect(visibleName('marital-status')).toBe('marital-status');
		expect(visibleName(' ')).toBe('“ ”');
		const long = visibleName(`${'x'.repeat(1000)}🙂${'y'.repeat(1000)}`);
		expect(long).toBe(`${'x'.repeat(59)}…${'y'.repeat(20)}`);
	});

	it('are shown as a person called them, whatever they are in the file', () => {
		const names = { ' ': 'age', constructor: 'maker' };
		expect(shownName({ column: ' ' }, names)).toBe('age');
		expect(shownName({ column: 'constructor' }, names)).toBe('maker');
		expect(shownName({ column: 'toString', measure: 'question-marks' }, names)).toBe(
			'toString, question marks'
		);
	});
});
