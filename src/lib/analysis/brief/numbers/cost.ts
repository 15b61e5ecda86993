import type { Currency } from '$lib/terms/brief-plan';
import { roundUp } from './distributions';

/** The platform's pay rules an hour, in whole currency. Source: researcher-help.prolific.com, read 2026-09-20. */
export const PAY_FLOOR: Readonly<Record<Currency, { lowest: number; recommended: number }>> = {
	GBP: { lowest: 6, recommended: 9 },
	USD: { lowest: 8, recommended: 12 }
};

/** Least pay for a person screened out, in minor units. Same source and date. */
export const SCREEN_OUT_FLOOR: Readonly<Record<Currency, number>> = { GBP: 10, USD: 14 };

/** Fee on every payment, as a share. Source: prolific.com/pricing, read 2026-09-20. */
export const PLATFORM_FEES = { corporate: 0.428, academic: 0.333 } as const;

/** Pay of one sitting in minor units, rounded up so that the hourly rate is never undercut. */
export function rewardFor(ratePerHour: number, minutes: number): number {
	return roundUp((ratePerHour * 100 * minutes) / 60);
}

/** Longest sitting that the platform must allow, in minutes: `⌈2 + 2t + 2√t⌉`. Source: its CreateStudy schema. */
export function longestSitting(minutes: number): number {
	return roundUp(2 + 2 * minutes + 2 * Math.sqrt(minutes));
}

/** Everything that is paid, in minor units. */
export interface Payments {
	readonly completes: number;
	readonly reward: number;
	readonly screenedOut: number;
	readonly screenOutReward: number;
	readonly feeRate: number;
	readonly taxRate: number;
}

/** Cost in minor units: rewards, screen-outs, the platform's fee on both, tax on all. */
export function costOf(payments: Payments): number {
	const paid =
		payments.completes * payments.reward + payments.screenedOut * payments.screenOutReward;
	return paid * (1 + payments.feeRate) * (1 + payments.taxRate);
}
