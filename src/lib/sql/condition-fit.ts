import type { TableColumn, ValueFamily } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Condition, Region } from '$lib/terms/region';

type ReadFamily = Exclude<ValueFamily, 'other'>;

const FAMILY_WORDS: Readonly<Record<ReadFamily, string>> = {
	number: 'numbers',
	boolean: 'true or false',
	date: 'dates',
	text: 'text'
};

/** What values a condition asks for, and the families of columns that can have them. */
function asked(condition: Condition): readonly [words: string, families: readonly ValueFamily[]] {
	const any: readonly ReadFamily[] = ['number', 'boolean', 'date', 'text'];
	if (condition.measure !== undefined) return ['text', ['text']];
	if (condition.kind === 'missing') return ['values', any];
	if (condition.kind === 'range')
		return condition.of === 'date' ? ['dates', ['date', 'text']] : ['numbers', ['number', 'text']];
	if (condition.values.some((value) => typeof value === 'string')) return ['values', any];
	return typeof condition.values[0] === 'boolean'
		? ['true or false', ['boolean', 'number', 'text']]
		: ['numbers', ['number', 'text']];
}

/**
 * Checks that the columns of a file hold what regions from elsewhere ask for: a link, a brief and a report may have been
 * made for another table, or by hand.
 * @param columnOf the file's column for a pair's name; undefined where it has none. That, and columns that no engine
 * reads, are not looked at here.
 * @throws {@link LacunaError} `columns-unusable`, naming file and column.
 */
export function assertFits(
	regions: readonly Region[],
	columnOf: (pairName: string) => TableColumn | undefined,
	fileName: string
): void {
	for (const condition of regions.flatMap(({ conditions }) => conditions)) {
		const column = columnOf(condition.column);
		if (column === undefined || column.family === 'other') continue;
		const [words, families] = asked(condition);
		if (families.includes(column.family)) continue;
		throw new LacunaError(
			'columns-unusable',
			`The column ${column.name} of ${fileName} holds ${FAMILY_WORDS[column.family]}, where a region asks for ${words}.`,
			{ hint: 'Store the column as the region has it, or leave the region out.' }
		);
	}
}
