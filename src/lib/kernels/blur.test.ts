import { describe, expect, it } from 'vitest';
import { blurWidth, findRounded, findScattered, isKept } from './blur';
import { driveJob } from './drive-job';
import { encodeOrderedJob } from './encode-ordered';
import { createRandom } from './random';
import { tally } from './tally';

const ROWS = 20_000;
const random = createRandom(7);
const ages = Float64Array.from({ length: ROWS }, () => 17 + random.below(60));
const rounded = Float64Array.from(ages.slice(), (age) =>
	Math.max(20, Math.min(60, 10 * Math.round(age / 10)))
);
/** Hours of work: half of all people say 40. */
const hours = Float64Array.from({ length: ROWS }, () =>
	random.next() < 0.5 ? 40 : 20 + random.below(40)
);
const scattered = hours.map((hour) => hour + random.below(5) - 2);
const encode = (human: Float64Array, synthetic: Float64Array) =>
	driveJob(encodeOrderedJob, { human, synthetic }, { signal: new AbortController().signal });

describe('blur', () => {
	it('finds the stretches that a generator rounds, and leaves what lies beyond them', () => {
		const stretches = findRounded(tally(ages), tally(rounded));
		expect(stretches.map(({ low }) => low)).toEqual([20, 26, 36, 46, 56]);
		expect(stretches.at(-1)!.high).toBe(60);
		expect(findRounded(tally(ages), tally(ages.slice(0, 5000)))).toEqual([]);
	});

	it('gives each rounded stretch one level, and people beyond the last their own', async () => {
		const { lows, highs } = await encode(ages, rounded);
		expect(lows.filter((low) => low >= 20 && low <= 60)).toHaveLength(5);
		expect(highs.filter((high) => high > 60)).toHaveLength(16);
	});

	it('finds a value that is scattered, and none in an equal table', () => {
		const [one, ...others] = findScattered(tally(hours), tally(scattered), [30, 40]);
		expect(others).toEqual([]);
		expect(one).toMatchObject({ value: 40 });
		expect(one!.compensated).toBeGreaterThan(0.8);
		expect(findScattered(tally(hours), tally(hours.slice(0, 9000)), [30, 40])).toEqual([]);
	});

	it('takes no hole for scatter', () => {
		const holed = hours.filter((hour) => hour !== 40);
		expect(findScattered(tally(hours), tally(holed), [40])).toEqual([]);
	});

	it('takes no hole for scatter that raises the share of all others', () => {
		// Seven tenths lie within 20 of each other, so that what is gone at one seems to have gone to the others.
		const crowded = Float64Array.from({ length: ROWS }, () =>
			random.next() < 0.7 ? random.below(7) * 3 : random.below(1000)
		);
		const halved = crowded.filter((value, row) => value !== 9 || row % 2 === 0);
		expect(findScattered(tally(crowded), tally(halved), [9])).toEqual([]);
	});

	it('scatters the rows of a level over others, no more than there are', async () => {
		const { scatter, codes } = await encode(hours, scattered);
		expect(scatter).toHaveLength(1);
		const { code, moved, to } = scatter[0]!;
		expect(codes.human[hours.indexOf(40)]).toBe(code);
		expect(moved).toBeGreaterThan(0.6);
		expect(moved).toBeLessThan(1);
		expect(to.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
		expect(to.some((target) => target.code === code)).toBe(false);
	});

	it('tells lost heaping from kept', () => {
		const heaps = [10, 20, 30, 40, 50];
		const heaped = Float64Array.from({ length: ROWS }, (_, i) =>
			i % 4 === 0 ? heaps[i % 5]! : 60 * random.next()
		);
		const smooth = Float64Array.from({ length: ROWS }, () => 60 * random.next());
		expect(blurWidth(tally(heaped), tally(smooth), heaps)).toBeGreaterThan(0);
		expect(blurWidth(tally(heaped), tally(heaped.slice(0, 9000)), heaps)).toBe(0);
		expect(isKept(tally(heaped), tally(smooth), 20)).toBe(false);
	});
});
