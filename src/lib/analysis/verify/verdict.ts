import type { Interval } from '$lib/terms/gap';
import type { Verdict } from '$lib/terms/verification';

/** A frozen region as it stands now. */
export interface Standing {
	/** Synthetic share over human share when the region was frozen. */
	readonly frozen: Interval;
	/** The same now. */
	readonly now: Interval;
	/** Synthetic share now over synthetic share then; its low end above 1 shows a rise. */
	readonly rise: Interval;
	/** Least ratio that is no shortfall: 1 − tolerance. */
	readonly target: number;
	/** Whether an earlier version had closed it. */
	readonly wasClosed: boolean;
}

/**
 * What has become of a region, from intervals alone:
 * - `closed`: it reaches the target, and either the rise is no chance or it never fell short;
 * - `reopened`: short again for certain (the interval lies below the target) after an earlier version closed it;
 * - `improved`: below the target, but the rise is no chance;
 * - `open`: short for certain and no rise shown;
 * - `unclear`: too few rows to tell.
 */
export function judgeRegion({ frozen, now, rise, target, wasClosed }: Standing): Verdict {
	const isShort = now.high < target;
	if (wasClosed && isShort) return 'reopened';
	const hasRisen = rise.low > 1;
	const neverShort = frozen.estimate >= target;
	if (now.estimate >= target) return hasRisen || neverShort || wasClosed ? 'closed' : 'unclear';
	if (hasRisen) return 'improved';
	return isShort ? 'open' : 'unclear';
}
