import type { CaseNeighbour } from '$lib/terms/case';
import type { ColumnProfile } from '$lib/terms/column';
import type { Region } from '$lib/terms/region';
import type { TiledSynthetic } from '$lib/analysis/cases/nearest-synthetic';
import type { Session } from './session.svelte';
import { valueOf } from './task';

/** A synthetic row that stands nearest to a human one: how far, and its values by column, null where missing. */
export interface NearestRow extends CaseNeighbour {
	readonly texts: ReadonlyMap<string, string | null>;
}

/** The synthetic rows nearest to human ones. What the search needs is read once for each analysis. */
export class Neighbours {
	readonly #session: Session;
	#tiled = new WeakMap<readonly ColumnProfile[], Promise<TiledSynthetic>>();

	constructor(session: Session) {
		this.#session = session;
	}

	/**
	 * The nearest synthetic row of each of a region's first `count` human rows, in file order. The region must have as many.
	 * @throws {@link LacunaError}, or an `AbortError` once `signal` aborts.
	 */
	async beside(region: Region, count: number, signal: AbortSignal): Promise<NearestRow[]> {
		const { tasks } = this.#session;
		const [pair, profiles] = [valueOf(tasks.open), valueOf(tasks.profile)];
		if (!pair || !profiles) throw new Error('No tables are open.');
		const { nearestSynthetic, tileSynthetic } =
			await import('$lib/analysis/cases/nearest-synthetic');
		let tiled = this.#tiled.get(profiles);
		if (!tiled) {
			// Not stopped with the one gap that asks first: the next one needs it as well.
			tiled = tileSynthetic(
				pair,
				profiles,
				await this.#session.context(new AbortController().signal)
			);
			tiled.catch(() => this.#tiled.delete(profiles));
			this.#tiled.set(profiles, tiled);
		}
		const table = await tiled;
		const ctx = await this.#session.context(signal);
		signal.throwIfAborted();
		const nearest = await nearestSynthetic(table, region, count, pair, ctx);
		const asked = { human: [], synthetic: nearest.map(({ row }) => row) };
		const { synthetic } = await this.#session.rows.texts(asked, signal);
		return nearest.map((neighbour) => {
			const texts = synthetic.get(neighbour.row) ?? [];
			return {
				...neighbour,
				texts: new Map(pair.columns.map(({ name }, i) => [name, texts[i] ?? null]))
			};
		});
	}
}
