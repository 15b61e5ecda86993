import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';
import type { Region } from '$lib/terms/region';
import type { Session } from './session.svelte';
import { valueOf } from './task';

type RowTexts = ReadonlyMap<number, readonly (string | null)[]>;

/** Rows of the open tables, read from their files when somebody looks at them. */
export class TableRows {
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/**
	 * The first rows of a region on one side, in file order, every value as text.
	 * @throws {@link LacunaError}, or an `AbortError` once `signal` aborts.
	 */
	async ofRegion(
		region: Region,
		role: Role,
		limit: number,
		signal: AbortSignal
	): Promise<QueryResult> {
		const pair = this.#pair();
		const { regionRows } = await import('$lib/analysis/gaps/region-rows');
		return regionRows(region, pair, role, limit, await this.#session.context(signal));
	}

	/**
	 * The given rows of each table, every paired column as text in the pair's order, by row number.
	 * @throws {@link LacunaError}, or an `AbortError` once `signal` aborts.
	 */
	async texts(
		rows: Readonly<Record<Role, readonly number[]>>,
		signal: AbortSignal
	): Promise<Readonly<Record<Role, RowTexts>>> {
		const pair = this.#pair();
		const { readRowTexts } = await import('$lib/analysis/cases/row-values');
		const ctx = await this.#session.context(signal);
		return {
			human: await readRowTexts(pair, 'human', rows.human, ctx),
			synthetic: await readRowTexts(pair, 'synthetic', rows.synthetic, ctx)
		};
	}

	#pair(): DatasetPair {
		const pair = valueOf(this.#session.tasks.open);
		if (!pair) throw new Error('No tables are open.');
		return pair;
	}
}
