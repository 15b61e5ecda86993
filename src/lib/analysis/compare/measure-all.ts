import { isAbort, LacunaError } from '$lib/terms/error';
import type { MeasureName, Measured } from '$lib/terms/measure';
import type { RunContext } from '$lib/terms/run';
import type { Comparison, MeasureOptions } from './compare-tables';

/** Every measure of the two tables alone, in the order in which they run: after the columns, the quick ones first. */
export const TABLE_MEASURES: readonly MeasureName[] = [
	'columns',
	'copies',
	'patterns',
	'diversity',
	'pairs',
	'triples',
	'neighbours',
	'classifier'
];

/** What came of a measure: its figures, or why there are none. */
export type Outcome = Measured | { readonly name: MeasureName; readonly error: LacunaError };

/**
 * Runs measures one after another; one that fails leaves the others be.
 * @param onDone is handed each as it ends.
 * @throws an `AbortError` once `ctx.signal` aborts.
 */
export async function measureAll(
	comparison: Comparison,
	names: readonly MeasureName[],
	options: MeasureOptions,
	ctx: RunContext,
	onDone: (outcome: Outcome) => void = () => {}
): Promise<readonly Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const [i, name] of names.entries()) {
		const onProgress: RunContext['onProgress'] = ({ done, ...progress }) =>
			ctx.onProgress({ ...progress, done: (i + done) / names.length });
		const outcome = await comparison
			.measure(name, { ...ctx, onProgress }, options)
			.catch((error: unknown): Outcome => {
				if (isAbort(error) || !(error instanceof LacunaError)) throw error;
				return { name, error };
			});
		outcomes.push(outcome);
		onDone(outcome);
	}
	return outcomes;
}
