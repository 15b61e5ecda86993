import type { Dataset, Source } from '$lib/terms/dataset';
import { countText, plural, sizeText } from '$lib/terms/figures';

/** What is known of a table, in a line: rows and columns once it is open, before that where it comes from. */
export function factsOf(source: Source, dataset: Dataset | null): string {
	const chosen = source.chosen ? `rows with ${source.chosen.value} in ${source.chosen.column}` : '';
	const known = dataset
		? `${countText(dataset.rowCount)} rows, ${plural(dataset.columns.length, 'column')}, ${sizeText(dataset.fingerprint.sizeBytes)}`
		: source.kind === 'file'
			? sizeText(source.file.size)
			: source.kind === 'url'
				? `from ${new URL(source.url).host}`
				: '';
	return [chosen, known].filter((part) => part !== '').join(': ');
}

/** How a table is called among its versions. */
export function versionName({ name, chosen }: Source): string {
	return chosen ? `${chosen.value} in ${name}` : name;
}
