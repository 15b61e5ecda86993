import { describe, expect, it } from 'vitest';
import { CHAPTERS, EXPLANATIONS } from './explanations';

describe('the method page', () => {
	it('tells every explained figure once', () => {
		const told = CHAPTERS.flatMap(({ names }) => names);
		expect(told.toSorted()).toEqual(Object.keys(EXPLANATIONS).toSorted());
	});
});
