import type { Analysis } from '$lib/terms/analysis';
import type { Progress } from '$lib/terms/run';

/**
 * What each stage on the way to the gaps takes, as beginning + slope × million rows of both tables, in seconds on two
 * cores; only the proportions count. Fitted to `npm run bench:progress` and `bench:pipeline`. The single cases come after:
 * how long they take hangs on how the data lies, which nobody can tell before, so that they are a part of their own.
 */
const COSTS: Readonly<Record<Exclude<keyof Analysis, 'cases'>, readonly [number, number]>> = {
	open: [0.05, 0],
	profile: [0.7, 2.4],
	encode: [0.35, 1.3],
	firstLook: [0.2, 0.1],
	gaps: [2.1, 0.7]
};
const STAGES = Object.keys(COSTS) as (keyof typeof COSTS)[];

/** The share that is done of the part under way, 0 to 1: of all that leads to the gaps, or of the single cases; `rows` of both tables together. */
export function shareDone({ stage, done }: Progress, rows: number): number {
	const at = (STAGES as readonly string[]).indexOf(stage);
	if (at < 0) return done;
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
