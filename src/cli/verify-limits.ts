import type { RegionCheck } from '$lib/terms/verification';
import { usageError } from './command';

const FAIL_ON = ['new', 'reopened', 'unclear', 'rejected'] as const;
type FailOn = (typeof FAIL_ON)[number];

/** Thresholds that a verification has to keep; null where none is set. */
export interface Limits {
	readonly maxMissingShare: number | null;
	readonly maxOpen: number | null;
	readonly failOn: readonly FailOn[];
}

/** What the thresholds are held against. */
export interface Measured {
	/** Null where it was not measured: for returned data. */
	readonly missingShare: number | null;
	readonly regions: readonly RegionCheck[];
	readonly newGaps: number;
	readonly rejected: number;
}

/**
 * Reads the thresholds.
 * @throws `usage` for a number out of range or a word that is not known.
 */
export function readLimits(values: {
	readonly 'max-missing-share'?: string;
	readonly 'max-open'?: string;
	readonly 'fail-on'?: string;
}): Limits {
	const words = values['fail-on']?.split(',') ?? [];
	const unknown = words.find((word) => !FAIL_ON.includes(word as FailOn));
	if (unknown !== undefined)
		throw usageError('verify', `--fail-on ${unknown} is none of ${FAIL_ON.join(', ')}.`);
	return {
		maxMissingShare: limit('max-missing-share', values['max-missing-share'], 1),
		maxOpen: limit('max-open', values['max-open'], Number.MAX_SAFE_INTEGER),
		failOn: words as FailOn[]
	};
}

function limit(option: string, text: string | undefined, most: number): number | null {
	if (text === undefined) return null;
	const value = Number(text);
	if (text.trim() === '' || !(value >= 0 && value <= most))
		throw usageError('verify', `--${option} ${text} is not a number from 0 to ${most}.`);
	return value;
}

/** The thresholds that are broken, each as a sentence that names it. */
export function brokenLimits(limits: Limits, measured: Measured): readonly string[] {
	const { missingShare, regions, newGaps, rejected } = measured;
	const count = (...verdicts: readonly RegionCheck['verdict'][]) =>
		regions.filter(({ verdict }) => verdicts.includes(verdict)).length;
	const broken: string[] = [];
	const { maxMissingShare, maxOpen, failOn } = limits;
	if (maxMissingShare !== null && missingShare !== null && missingShare > maxMissingShare)
		broken.push(`--max-missing-share ${maxMissingShare} is broken: ${missingShare.toFixed(4)}.`);
	const open = count('open', 'improved', 'reopened');
	if (maxOpen !== null && open > maxOpen)
		broken.push(
			`--max-open ${maxOpen} is broken: ${open} frozen ${open === 1 ? 'region is' : 'regions are'} still short.`
		);
	const counts: Readonly<Record<FailOn, number>> = {
		new: newGaps,
		reopened: count('reopened'),
		unclear: count('unclear'),
		rejected
	};
	for (const word of failOn)
		if (counts[word] > 0) broken.push(`--fail-on ${word} is broken: ${counts[word]}.`);
	return broken;
}
