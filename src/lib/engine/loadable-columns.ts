import type { TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';

/**
 * Checks that columns exist and hold values which every engine reads alike.
 * @throws {@link LacunaError} `columns-unusable`, naming file, column and type.
 */
export function assertLoadable(
	fileName: string,
	known: readonly TableColumn[],
	names: readonly string[]
): void {
	for (const name of names) {
		const column = known.find((candidate) => candidate.name === name);
		if (!column) {
			throw new LacunaError('columns-unusable', `${fileName} has no column named ${name}.`, {
				hint: 'Choose one of its columns.'
			});
		}
		if (column.family === 'other') {
			throw new LacunaError(
				'columns-unusable',
				`The column ${name} of ${fileName} holds ${column.sqlType} values, which cannot be analysed.`,
				{ hint: 'Leave the column out, or convert it to numbers, dates or text.' }
			);
		}
	}
}
