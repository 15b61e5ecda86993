import type { Finding } from '$lib/session/finding';
import { kindOf, type KindName } from '$lib/session/finding-lens.svelte';
import { countText, ratioText } from '$lib/terms/figures';
import type { HeldOut } from '$lib/terms/gap';
import type { Judgement } from '$lib/terms/recipe';

interface KindWords {
	readonly name: string;
	readonly meaning: string;
}

/** Each kind by its name and what it means for the person. */
export const KIND_WORDS: Readonly<Record<KindName, KindWords>> = {
	absent: {
		name: 'Absent',
		meaning: 'The generator makes next to none. No reweighting mends it: it takes people.'
	},
	thin: {
		name: 'Thin',
		meaning: 'Too few are there to be weighted up safely: it takes people.'
	},
	drift: {
		name: 'Drift',
		meaning: 'Enough are there, in the wrong proportion: reweighting or a new run mends it.'
	},
	enough: {
		name: 'Not short',
		meaning: 'The interval reaches 1: no shortfall is shown here.'
	},
	'too-many': {
		name: 'Too many',
		meaning:
			'The generator makes more of it than people wrote. There is nothing to ask people for here.'
	},
	'only-generated': {
		name: 'Only generated',
		meaning: 'Nobody wrote such a row: a rare truth that the human table missed, or an invention.'
	},
	smeared: {
		name: 'Smeared',
		meaning:
			'The generator rounded or jittered these values: the missing rows stand close by. Nobody needs to be asked.'
	},
	cell: {
		name: 'Short cell',
		meaning: 'One of the places where the pattern of two columns is lost.'
	}
};

/** A finding by its kind: how it is missing, or that it is not. */
export function kindWords(finding: Finding): KindWords {
	return KIND_WORDS[kindOf(finding)];
}

export const JUDGEMENT_WORDS: Readonly<Record<Judgement, string>> = {
	real: 'Real and wanted',
	impossible: 'Cannot happen',
	error: 'Error in the human data',
	known: 'Already known'
};

/** The ratio as the list and the head of a finding show it: what is not there at all has none to speak of. */
export function ratioFigure({ human, synthetic, ratio }: Finding): string {
	if (synthetic.count === 0) return 'none';
	return human.count === 0 ? 'nobody' : `×${ratioText(ratio.estimate)}`;
}

/** What that figure means, below it. */
export function ratioCaption({ human, synthetic }: Finding): string {
	if (synthetic.count === 0) return 'made by the generator';
	return human.count === 0 ? 'wrote such a row' : 'as often as among people';
}

/** A share from which "one in so many" is too coarse. */
const OFTEN = 0.1;

/** A share as people say it: "one in 225", "32 in 100". */
function inMany(share: number): string {
	return share < OFTEN
		? `one in ${countText(Math.round(1 / share))}`
		: `${Math.round(100 * share)} in 100`;
}

/** What the rates say, in a sentence; the figures themselves stand beside it. */
export function rateSentence({ human, synthetic }: Finding): string {
	if (human.count === 0)
		return `Nobody wrote such a row; of those that the generator made, it is ${inMany(synthetic.share)}.`;
	const people = `Of the rows that people wrote, ${inMany(human.share)} ${human.share < OFTEN ? 'is' : 'are'} like this`;
	if (synthetic.count === 0) return `${people}; the generator made none at all.`;
	return `${people}; of those that the generator made, ${inMany(synthetic.share)}.`;
}

const MOST_TOLD = 1000;

/** The interval in words. */
export function intervalWords({ low, high, level }: Finding['ratio']): string {
	// With no human row the upper end says nothing but "very large".
	const top = high > MOST_TOLD ? `over ${ratioText(MOST_TOLD)}` : ratioText(high);
	return `${ratioText(low)} to ${top} at ${Math.round(level * 100)} %`;
}

/** Which rows the interval rests on, where these are not all. */
export function heldOutWords({ human, synthetic }: HeldOut): string {
	return `on rows the search did not read: ${countText(human.count)} human, ${countText(synthetic.count)} synthetic`;
}
