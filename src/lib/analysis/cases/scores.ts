import { inSteps, STEPS } from '$lib/kernels/case-space';
import { ln } from '$lib/kernels/ln';
import type { NumberAxis } from './case-axes';

/** Up to so many scales from the median a number counts as it is, beyond by its logarithm: far is far, but farther is farther. */
const TAIL = 2;
/** No number counts as more: 2e³, some forty scales from the median. */
const MOST = 8;

/** A number or date on its axis, in whole steps: scales from the human median, tails by their logarithm, at most 8. */
export function scoreSteps({ centre, scale, weight }: NumberAxis, value: number): number {
	const scales = (value - centre) / scale;
	const away = Math.min(Math.abs(scales), Number.MAX_VALUE);
	const score = away <= TAIL ? away : Math.min(MOST, TAIL * (1 + ln(away / TAIL)));
	return inSteps(Math.sign(scales) * score * weight);
}

/** The number that lies so many steps along an axis; beyond some forty scales the last one. */
export function valueAtSteps({ centre, scale, weight }: NumberAxis, steps: number): number {
	const score = Math.abs(steps) / STEPS / weight;
	const away = score <= TAIL ? score : TAIL * Math.exp(score / TAIL - 1);
	return centre + scale * Math.sign(steps) * away;
}
