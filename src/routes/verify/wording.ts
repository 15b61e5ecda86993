import type { Verdict } from '$lib/terms/verification';

/** From the best to the worst that one may hear. */
export const VERDICTS: readonly Verdict[] = ['closed', 'improved', 'unclear', 'open', 'reopened'];

/** Each verdict as the page calls it, and what it means. */
export const VERDICT_WORDS: Readonly<Record<Verdict, { word: string; meaning: string }>> = {
	closed: { word: 'Closed', meaning: 'It reaches its human share, and the rise is no chance.' },
	improved: { word: 'Improved', meaning: 'It has risen for certain, but falls short still.' },
	open: { word: 'Open', meaning: 'It falls short for certain, and no rise shows.' },
	reopened: { word: 'Reopened', meaning: 'An earlier version closed it; it falls short again.' },
	unclear: { word: 'Cannot tell', meaning: 'Too few rows: short and mended are both possible.' }
};
