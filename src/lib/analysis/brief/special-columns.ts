import type { BriefRegion, DictionaryColumn } from '$lib/terms/brief';
import { patternOf } from './translate/column-patterns';

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
