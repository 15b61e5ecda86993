import { possibleTypes } from '$lib/analysis/profile/choose-type';
import type { ColumnProfile, ColumnType } from '$lib/terms/column';

const TYPE_WORDS: Readonly<Record<ColumnType, string>> = {
	measure: 'Number',
	ordinal: 'Ordinal code',
	boolean: 'Yes or no',
	category: 'Category',
	label: 'Label',
	date: 'Date',
	text: 'Text',
	id: 'ID, left out',
	constant: 'Constant, left out',
	embedding: 'Embedding, left out',
	unsupported: 'Left out',
	ignored: 'Ignored',
	weight: 'Weight of the row'
};

/** The types that a person may choose for a column, and the one it has, as a Select takes them. */
export function typeOptions({
	pair,
	type,
	sides
}: ColumnProfile): readonly { readonly value: ColumnType; readonly label: string }[] {
	const possible = possibleTypes(pair, sides.human.distinct);
	return (possible.includes(type) ? possible : [type, ...possible]).map((value) => ({
		value,
		label: TYPE_WORDS[value]
	}));
}
