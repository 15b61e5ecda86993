import type { Analysis, FinishedStep } from '$lib/terms/analysis';
import type { Role, Source } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { findCases } from './cases/find-cases';
import { encodePair } from './encode/encode-pair';
import { findGaps } from './gaps/find-gaps';
import { takeFirstLook } from './gaps/take-first-look';
import { openPair } from './open/open-pair';
import { profilePair } from './profile/profile-pair';

type Listener = (step: FinishedStep) => void | Promise<void>;

/**
 * Runs a whole analysis: opens both files, profiles and encodes their columns, and finds what synthetic data lacks:
 * regions first, then single rows.
 * @param onStep is handed each step's result as soon as it is there; the analysis goes on once it is done with it.
 * @throws what its steps throw: a `LacunaError`, or an `AbortError` once `ctx.signal` aborts.
 */
export async function analyse(
	sources: Readonly<Record<Role, Source>>,
	recipe: Recipe,
	ctx: RunContext,
	onStep: Listener = () => {}
): Promise<Analysis> {
	const found = await analyseGaps(sources, recipe, ctx, onStep);
	const finish = stepClock();

	const cases = await findCases(found.open, found.profile, recipe, ctx);
	await onStep({ stage: 'cases', result: cases, elapsedMs: finish() });

	return { ...found, cases };
}

/** The same as far as regions: for whoever has no use for single rows. */
export async function analyseGaps(
	sources: Readonly<Record<Role, Source>>,
	recipe: Recipe,
	ctx: RunContext,
	onStep: Listener = () => {}
): Promise<Omit<Analysis, 'cases'>> {
	const finish = stepClock();

	const open = await openPair(sources, recipe, ctx);
	await onStep({ stage: 'open', result: open, elapsedMs: finish() });

	const profile = await profilePair(open, recipe, ctx);
	await onStep({ stage: 'profile', result: profile, elapsedMs: finish() });

	const encode = await encodePair(open, profile, recipe, ctx);
	await onStep({ stage: 'encode', result: encode, elapsedMs: finish() });

	const firstLook = await takeFirstLook(open, profile, encode, recipe, ctx);
	await onStep({ stage: 'firstLook', result: firstLook, elapsedMs: finish() });

	const gaps = await findGaps(open, profile, encode, recipe, ctx);
	await onStep({ stage: 'gaps', result: gaps, elapsedMs: finish() });

	return { open, profile, encode, firstLook, gaps };
}

/** Milliseconds since the last call, or since the clock was made. */
function stepClock(): () => number {
	let last = performance.now();
	return () => {
		const now = performance.now();
		const elapsedMs = now - last;
		last = now;
		return elapsedMs;
	};
}
