import type { Progress, Stage } from '$lib/terms/run';

/** Where each stage begins and ends within the whole, by what stages take on the sample pair. */
const SPANS: Readonly<Partial<Record<Stage, readonly [number, number]>>> = {
	open: [0, 0.02],
	profile: [0.02, 0.14],
	encode: [0.14, 0.19],
	firstLook: [0.19, 0.22],
	gaps: [0.22, 0.75],
	cases: [0.75, 1]
};

/** The share of the whole analysis that is done, 0 to 1. */
export function overallShare({ stage, done }: Progress): number {
	const [begin, end] = SPANS[stage] ?? [1, 1];
	return begin + (end - begin) * done;
}

/** Before so long, or so much, is done nothing can be said of the rest. */
const LEAST_MS = 4000;
const LEAST_SHARE = 0.1;

/** How long the rest will take if it goes on as so far, in words; null while too little is done to tell. */
export function timeLeftWords(share: number, elapsedMs: number): string | null {
	if (elapsedMs < LEAST_MS || share < LEAST_SHARE || share >= 1) return null;
	const seconds = (elapsedMs / 1000) * ((1 - share) / share);
	if (seconds < 8) return 'a few seconds left';
	if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds left`;
	return `about ${Math.round(seconds / 60)} minutes left`;
}
