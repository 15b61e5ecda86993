import type { SourceColumn } from '$lib/analysis/open/source-column';
import type { Source } from '$lib/terms/dataset';
import { isAbort } from '$lib/terms/error';
import type { Session } from './session.svelte';

export type { SourceColumn } from '$lib/analysis/open/source-column';

/** Under this name a lone file is looked into. */
const TABLE = 'lone';

/** A lone file, and the columns by which it may hold both tables. */
export class OneFile {
	readonly #session: Session;
	#columns = $state.raw<readonly SourceColumn[]>([]);
	#file: Source | null = null;
	#run: AbortController | null = null;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Columns of the lone file that may tell its rows apart, the likeliest first; none while two tables are open. */
	get columns(): readonly SourceColumn[] {
		return this.#columns;
	}

	/** Looks into a file that is the only one; null forgets it. A file that cannot be read offers nothing here. */
	async look(file: Source | null): Promise<void> {
		if (file === this.#file) return;
		this.#run?.abort();
		this.#file = file;
		this.#columns = [];
		if (!file || file.chosen) return;
		const run = new AbortController();
		this.#run = run;
		const ctx = await this.#session.context(run.signal);
		try {
			const { findSourceColumns } = await import('$lib/analysis/open/source-column');
			const { columns, rowCount } = await ctx.engine.open(TABLE, file, { signal: run.signal });
			const found = await findSourceColumns(TABLE, columns, rowCount, ctx);
			if (this.#run === run) this.#columns = found;
		} catch (error) {
			// What is wrong with the file is told when the analysis opens it.
			if (isAbort(error)) return;
		} finally {
			await ctx.engine.drop(TABLE);
		}
	}

	/** Opens the lone file as both tables; more values for synthetic rows become further versions. */
	split(column: string, human: string, synthetic: readonly string[]): void {
		const file = this.#file;
		const [first, ...more] = synthetic;
		if (!file || first === undefined) return;
		const rowsOf = (value: string): Source => ({ ...file, chosen: { column, value } });
		this.#session.open({ human: rowsOf(human), synthetic: rowsOf(first) });
		this.#session.versions.add(more.map(rowsOf));
	}
}
