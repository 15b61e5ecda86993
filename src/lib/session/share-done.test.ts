import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_PARTS, GAP_PARTS } from '$lib/terms/parts';
import type { Stage } from '$lib/terms/run';
import { ShareDone, timeLeftWords } from './share-done';

/** Parts on the way to the gaps, and where each ends. */
const WAY: readonly (readonly [Stage, number])[] = [
	['open', 1],
	['profile', 1],
	['encode', 1],
	['firstLook', 1],
	['gaps', GAP_PARTS.calibrated],
	['gaps', GAP_PARTS.searched],
	['gaps', 1]
];
const CASES = [...Object.values(CASE_PARTS), 1].map((end) => ['cases', end] as const);

/** Runs parts of given lengths, each reporting its tenths, and tells at each what is shown beside the share of time passed. */
function strays(
	clock: ShareDone,
	parts: typeof WAY,
	seconds: readonly number[],
	from = 0
): number[] {
	const all = seconds.reduce((sum, one) => sum + one, 0);
	let passed = 0;
	return parts.flatMap(([stage, to], i) => {
		const begin = parts[i - 1]?.[0] === stage ? parts[i - 1]![1] : 0;
		return Array.from({ length: 10 }, (_, tenth) => {
			const now = from + passed * 1000;
			clock.report({ stage, done: begin + ((to - begin) * tenth) / 10, message: '' }, now);
			const { share } = clock.now(now);
			const stray = share - passed / all;
			passed += seconds[i]! / 10;
			return stray;
		});
	});
}

const worst = (values: readonly number[]) => Math.max(...values.map(Math.abs));
/** Lengths that nobody foresees. */
const anyLengths = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), {
	minLength: WAY.length,
	maxLength: WAY.length
});

describe('ShareDone', () => {
	it('follows the clock of a machine five times slower than foreseen', () => {
		const clock = new ShareDone();
		clock.begin(0);
		clock.foresee({ rows: 200_000, columns: 15, seen: 1 });
		const seconds = [0.06, 0.85, 0.67, 0.15, 0.3625, 0.67, 0.115].map((one) => one * 5);
		expect(worst(strays(clock, WAY, seconds))).toBeLessThan(0.1);
	});

	it('knows from the run before how long each part takes on these tables', () => {
		const clock = new ShareDone();
		const seconds = [0.1, 8, 0.5, 0.1, 4, 0.5, 6];
		const runs = [0, 1e6].map((from) => {
			clock.begin(from);
			clock.foresee({ rows: 200_000, columns: 15, seen: 1 });
			const worstNow = worst(strays(clock, WAY, seconds, from));
			clock.report({ stage: 'cases', done: 0, message: '' }, from + 19_200);
			return worstNow;
		});
		expect(runs[0]).toBeGreaterThan(0.2);
		expect(runs[1]).toBeLessThan(0.05);
	});

	it('counts the single cases by themselves, from nothing again', () => {
		const clock = new ShareDone();
		clock.begin(0);
		strays(
			clock,
			WAY,
			WAY.map(() => 1)
		);
		clock.report({ stage: 'cases', done: 0, message: '' }, 7000);
		expect(clock.now(7000).share).toBe(0);
		// At the pace of what came before.
		expect(worst(strays(clock, CASES, [0.45, 0.9, 0.3, 0.3, 0.7], 7000))).toBeLessThan(0.15);
	});

	it('never falls and is never all before the end, whatever is reported and however long it takes', () => {
		fc.assert(
			fc.property(anyLengths, fc.integer({ min: 0, max: 1e8 }), (seconds, rows) => {
				const clock = new ShareDone();
				clock.begin(0);
				clock.foresee({ rows, columns: 20 });
				let [now, last] = [0, 0];
				for (const [i, [stage, done]] of WAY.entries()) {
					// A worker's late news comes first.
					for (const at of [done, done / 2, done]) {
						now += (seconds[i]! * 1000) / 3;
						clock.report({ stage, done: at, message: '' }, now);
						const { share } = clock.now(now);
						expect(share).toBeGreaterThanOrEqual(last);
						expect(share).toBeLessThanOrEqual(0.99);
						last = share;
					}
				}
			})
		);
	});

	it('does not run on where nothing is reported', () => {
		const clock = new ShareDone();
		clock.begin(0);
		clock.report({ stage: 'profile', done: 0.5, message: '' }, 100);
		expect(clock.now(3_600_000).share).toBeLessThan(0.9);
	});

	it('takes a first part that tells nothing for long for a slow machine', () => {
		const clock = new ShareDone();
		clock.begin(0);
		clock.foresee({ rows: 200_000, columns: 15 });
		clock.report({ stage: 'profile', done: 0, message: '' }, 60);
		expect(clock.now(10_000).share).toBeLessThan(0.45);
	});

	it('does not take a long search for a slow machine', () => {
		const shareAfter = (searched: number) => {
			const clock = new ShareDone();
			clock.begin(0);
			clock.foresee({ rows: 200_000, columns: 15, seen: 1 });
			clock.report({ stage: 'gaps', done: GAP_PARTS.calibrated, message: '' }, 2500);
			clock.report({ stage: 'gaps', done: GAP_PARTS.searched, message: '' }, 2500 + searched);
			return clock.now(2500 + searched).share;
		};
		expect(shareAfter(60_000)).toBeGreaterThan(0.98);
	});

	it('foresees a longer search and count where the first look saw much', () => {
		const shareAfterFirstLook = (seen: number) => {
			const clock = new ShareDone();
			clock.begin(0);
			clock.foresee({ rows: 50_000, columns: 15, seen });
			clock.report({ stage: 'gaps', done: 0, message: '' }, 1500);
			return clock.now(1500).share;
		};
		expect(shareAfterFirstLook(10)).toBeLessThan(shareAfterFirstLook(0) - 0.1);
	});

	it('tells a time left that does not leap where what is thought of it does', () => {
		const clock = new ShareDone();
		clock.begin(0);
		const told: number[] = [];
		const look = (from: number, to: number) => {
			for (let now = from; now < to; now += 200) {
				const { secondsLeft } = clock.now(now);
				if (secondsLeft !== null) told.push(secondsLeft);
			}
		};
		clock.report({ stage: 'gaps', done: 0.1, message: '' }, 4000);
		look(4000, 6000);
		// Where a quarter was soon done, the next piece takes for ever.
		clock.report({ stage: 'gaps', done: 0.26, message: '' }, 6000);
		look(6000, 60_000);
		const leaps = told.slice(1).map((seconds, i) => seconds - told[i]!);
		expect(Math.max(...leaps)).toBeLessThan(2);
		expect(Math.max(...told)).toBeGreaterThan(told[0]!);
	});

	it('says nothing of the rest before there is something to go by', () => {
		const clock = new ShareDone();
		clock.begin(0);
		clock.report({ stage: 'gaps', done: 0.9, message: '' }, 1000);
		expect(clock.now(1000).secondsLeft).toBeNull();
		expect(clock.now(5000).secondsLeft).toBeGreaterThan(0);
	});
});

describe('timeLeftWords', () => {
	it('are as one tells the time', () => {
		expect(timeLeftWords(null)).toBeNull();
		expect(timeLeftWords(3)).toBe('a few seconds left');
		expect(timeLeftWords(30)).toBe('about 30 seconds left');
		expect(timeLeftWords(300)).toBe('about 5 minutes left');
	});

	it('never tell of one minute in the plural', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (seconds) => {
				expect(timeLeftWords(seconds)).not.toMatch(/about [01] /);
			})
		);
	});
});
