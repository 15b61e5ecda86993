import { regionId } from '$lib/sql/region-id';
import type { MeasuredRegion } from '$lib/terms/gap';
import type { Region } from '$lib/terms/region';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf, type Task } from './task';

/** The regions that a person names, which the recipe holds, each measured on all rows. */
export class OwnRegions {
	readonly #session: Session;
	#tasks = $state.raw<Readonly<Record<string, Task<MeasuredRegion>>>>({});

	constructor(session: Session) {
		this.#session = session;
	}

	/** Each region as measured, by id. */
	get tasks(): Readonly<Record<string, Task<MeasuredRegion>>> {
		return this.#tasks;
	}

	/** Adds a region and measures it; returns its id. */
	add(region: Region): string {
		const { ownRegions } = this.#session.recipe;
		const id = regionId(region);
		const isNew = !ownRegions.some((own) => regionId(own) === id);
		if (isNew) this.#session.update({ ownRegions: [...ownRegions, region] });
		return id;
	}

	remove(id: string): void {
		const { ownRegions } = this.#session.recipe;
		this.#session.update({ ownRegions: ownRegions.filter((own) => regionId(own) !== id) });
	}

	/** Drops what was measured: it was on other tables. */
	forget(): void {
		this.#tasks = {};
	}

	/** Measures the regions of the recipe that are not measured yet, once the columns are known. */
	measure(): void {
		if (valueOf(this.#session.tasks.profile) === null) return;
		const kept = this.#session.recipe.ownRegions.map(
			(region) => [regionId(region), region] as const
		);
		const before = this.#tasks;
		this.#tasks = Object.fromEntries(
			kept.map(([id]) => [id, before[id] ?? { state: 'running', progress: null }])
		);
		for (const [id, region] of kept) if (!before[id]) void this.#measureOne(id, region);
	}

	async #measureOne(id: string, region: Region): Promise<void> {
		const { tasks, recipe } = this.#session;
		const [pair, profiles] = [valueOf(tasks.open), valueOf(tasks.profile)];
		if (!pair || !profiles) return;
		const settle = (task: Task<MeasuredRegion>) => {
			if (this.#tasks[id]) this.#tasks = { ...this.#tasks, [id]: task };
		};
		try {
			const { measureRegion } = await import('$lib/analysis/gaps/measure-region');
			const ctx = await this.#session.context(new AbortController().signal);
			const value = await measureRegion(region, pair, profiles, recipe, ctx);
			settle({ state: 'done', value });
			this.#session.say(`Measured: ${value.words}.`);
		} catch (error) {
			settle({ state: 'failed', error: asLacunaError(error) });
		}
	}
}
