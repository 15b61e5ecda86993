import type { Findings } from '$lib/terms/findings';
import type { Progress } from '$lib/terms/run';
import { ShareDone } from './share-done';

/** Tells how much of a verification is done, 0 to 1 and never falling. Times are in milliseconds. */
export interface VerifyShare {
	report(progress: Progress, atMs: number): void;
	now(atMs: number): number;
}

/** Of returned data: what the check itself reports. */
export function shareOfReturn(): VerifyShare {
	let share = 0;
	return { report: ({ done }) => (share = done), now: () => share };
}

/**
 * Of versions, each of which is searched as an analysis is: how long its parts take is foreseen by the tables that were
 * frozen, and learned from one version to the next.
 */
export function shareOfVersions(
	count: number,
	{ rows, regions }: Pick<Findings, 'rows' | 'regions'>,
	nowMs: number
): VerifyShare & { nextVersion(atMs: number): void } {
	const clock = new ShareDone();
	const work = { rows: rows.human + rows.synthetic, seen: Math.min(10, regions.length) };
	const begin = (atMs: number) => {
		clock.begin(atMs);
		clock.foresee(work);
	};
	begin(nowMs);
	let checked = 0;
	return {
		nextVersion(atMs) {
			checked++;
			begin(atMs);
		},
		report: (progress, atMs) => clock.report(progress, atMs),
		now: (atMs) => Math.min(1, (checked + clock.now(atMs).share) / count)
	};
}
