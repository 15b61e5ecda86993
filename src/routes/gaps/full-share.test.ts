import { expect, test } from 'vitest';
import { fullShare } from './full-share';

const region = (share: number) => ({
	human: { count: 1, weight: 1, share },
	synthetic: { count: 0, weight: 0, share: share / 2 }
});

test('the greatest share fills a bar where the findings are of like size', () => {
	expect(fullShare([0.05, 0.06, 0.08].map(region))).toBe(0.08);
});

test('one giant does not make hairs of all the others', () => {
	expect(fullShare([0.01, 0.01, 0.02, 0.02, 0.6].map(region))).toBe(0.04);
});
