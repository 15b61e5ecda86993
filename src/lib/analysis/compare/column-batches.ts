import type { Task } from '$lib/analysis/encode/encode-pair';
import { ROLES, type DatasetPair } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';

/** Values of both tables that are read at once: of wide tables many columns, of long ones one. */
const VALUES_AT_ONCE = 1_000_000;
/** While the workers are busy with one batch, the engine reads the next. */
const LANES = 2;

/**
 * Loads columns a batch at a time and does work on each batch; the work may ask for all columns of a batch at once, so
 * that the engine never waits to be asked.
 * @param doing what progress says is done to a column, such as "reading".
 * @param work is given the place of the batch's first column as well.
 */
export async function overBatches(
	pair: DatasetPair,
	tasks: readonly Task[],
	doing: string,
	work: (batch: readonly Task[], at: number) => Promise<void>,
	ctx: RunContext
): Promise<void> {
	const rows = pair.human.rowCount + pair.synthetic.rowCount;
	const size = Math.max(1, Math.floor(VALUES_AT_ONCE / rows));
	let begun = 0;
	let done = 0;
	const lane = async () => {
		while (begun < tasks.length) {
			const at = begun;
			const batch = tasks.slice(at, at + size);
			begun += batch.length;
			const message = `${doing} ${batch[0]!.ref.column}`;
			ctx.onProgress({ stage: 'compare', done: done / tasks.length, message });
			for (const role of ROLES) {
				const names = batch.map(({ profile }) => profile.pair[role].name);
				await ctx.engine.load(role, names, { signal: ctx.signal });
			}
			await work(batch, at);
			done += batch.length;
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}
