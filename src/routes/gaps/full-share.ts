import type { Finding } from '$lib/session/finding';

/** A bar may stand for so many times the share of the finding in the upper quarter of the list. */
const ABOVE_QUARTER = 2;

/**
 * The share that fills a bar of the list, 0 to 1. One finding over half of all rows must not make hairs of all others, so
 * what lies far above the upper quarter is cut.
 */
export function fullShare(findings: readonly Pick<Finding, 'human' | 'synthetic'>[]): number {
	const shares = findings
		.map(({ human, synthetic }) => Math.max(human.share, synthetic.share))
		.toSorted((a, b) => a - b);
	const most = shares.at(-1) ?? 1;
	const quarter = shares[Math.floor(0.75 * (shares.length - 1))] ?? most;
	return Math.min(most, quarter * ABOVE_QUARTER);
}
