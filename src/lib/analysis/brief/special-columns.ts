import type { BriefRegion, DictionaryColumn, Sensitivity } from '$lib/terms/brief';
import { patternOf } from './translate/column-patterns';

/** Attributes of which no request is drafted: a checklist stands in its place. */
export function isGuarded(sensitivity: Sensitivity | undefined): boolean {
	return sensitivity === 'child' || sensitivity === 'criminal' || sensitivity === 'genetic';
}

/** What has to be settled before anybody is asked about minors, criminal records or genetic data. */
export const GUARDED_CHECKLIST: readonly string[] = [
	'A data-protection impact assessment is written and signed.',
	'An ethics board has reviewed the plan.',
	'Counsel has named the lawful basis.',
	'Informants stand in for the persons themselves (parents, teachers, carers), or a partner holds the data lawfully already.',
	'Somebody has decided that the gap cannot be closed without these data.'
];

/**
 * Columns of a special category that people would be asked for: those by which a region is drawn, and those that
 * every record holds. In the order of the dictionary.
 */
export function specialColumns(
	regions: readonly BriefRegion[],
	dictionary: readonly DictionaryColumn[]
): readonly string[] {
	const drawn = new Set(
		regions.flatMap(({ status, conditions }) =>
			status === 'drafted'
				? conditions.flatMap(({ sensitivity, condition }) =>
						sensitivity === 'special' ? [condition.column] : []
					)
				: []
		)
	);
	return dictionary
		.filter(({ origin }) => origin !== 'provenance')
		.map(({ name }) => name)
		.filter((name) => drawn.has(name) || patternOf(name)?.sensitivity === 'special');
}
