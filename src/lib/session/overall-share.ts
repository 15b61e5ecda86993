import type { Analysis } from '$lib/terms/analysis';
import type { Progress } from '$lib/terms/run';

/**
 * What each stage takes, as beginning + slope × million rows of both tables, in seconds on two cores; only the proportions
 * count. Fitted to `npm run bench:progress` and `bench:pipeline`.
 */
const COSTS: Readonly<Record<keyof Analysis, readonly [number, number]>> = {
	open: [0.05, 0],
	profile: [0.7, 2.1],
	encode: [0.35, 1],
	firstLook: [0.2, 0.1],
	gaps: [2.2, 0.9],
	cases: [0.4, 5]
};
const STAGES = Object.keys(COSTS) as (keyof Analysis)[];

/** The share of the whole analysis that is done, 0 to 1, of tables with so many rows together. */
export function overallShare({ stage, done }: Progress, rows: number): number {
	const at = (STAGES as readonly string[]).indexOf(stage);
	if (at < 0) return 1;
	const costs = STAGES.map((name) => COSTS[name][0] + COSTS[name][1] * (rows / 1e6));
	const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
	return Math.min(1, (sum(costs.slice(0, at)) + costs[at]! * done) / sum(costs));
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
