import type { ColumnComparison } from '$lib/terms/compare';

const MOST_COLUMNS = 8;

/**
 * The human table's shares in the form of a population file, to be put right by hand: CSV of the first columns of few
 * categories. What is not listed is left to the rest.
 */
export function populationTemplate(compared: readonly ColumnComparison[]): string {
	const quoted = (text: string) =>
		/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	const lines = compared
		.filter(({ of, categories }) => of === 'category' && categories.length > 0)
		.slice(0, MOST_COLUMNS)
		.flatMap(({ ref, categories }) =>
			categories.flatMap(({ label, human }) =>
				label === null || label === '(empty)' || human === 0
					? []
					: [[ref.column, label, (100 * human).toFixed(2)].map(quoted).join(',')]
			)
		);
	return ['column,value,percent', ...lines, ''].join('\n');
}
