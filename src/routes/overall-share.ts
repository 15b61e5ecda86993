import type { Progress, Stage } from '$lib/terms/run';

/** Where each stage begins and ends within the whole, by what stages took on tables of 50,000 rows. */
const SPANS: Readonly<Partial<Record<Stage, readonly [number, number]>>> = {
	open: [0, 0.1],
	profile: [0.1, 0.25],
	encode: [0.25, 0.4],
	gaps: [0.4, 0.75],
	cases: [0.75, 1]
};

/** The share of the whole analysis that is done, 0 to 1. */
export function overallShare({ stage, done }: Progress): number {
	const [begin, end] = SPANS[stage] ?? [1, 1];
	return begin + (end - begin) * done;
}
