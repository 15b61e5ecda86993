import { harmless } from '$lib/analysis/share/escape';
import { countText } from '$lib/terms/figures';
import type { ImportanceWeights } from '$lib/terms/gap';

/** What weights mend and what they cost, for a terminal; `file` is where they were written. */
export function weightsText(
	{ gaps, effectiveRows, mostFactor }: ImportanceWeights,
	file: string
): string {
	const left = gaps.filter(({ isMended }) => !isMended);
	const lines = [
		`Weights of synthetic rows are in ${file}, none above ${mostFactor}.`,
		`They count for ${countText(effectiveRows.after)} rows (${countText(effectiveRows.before)} unweighted) ` +
			`and mend ${gaps.length - left.length} of ${gaps.length} gaps.`,
		...left.map(
			({ words, before, after }) =>
				`     not mended: ${words}, ${before.toFixed(2)} of the human rate, weighted ${after.toFixed(2)}`
		)
	];
	return `\n${harmless(lines.join('\n'))}\n`;
}
