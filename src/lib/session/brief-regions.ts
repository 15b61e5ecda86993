import { regionId } from '$lib/sql/region-id';
import type { Region } from '$lib/terms/region';
import type { Session } from './session.svelte';

/** The regions that the brief asks for, which the recipe holds in their order. */
export class BriefRegions {
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Whether a region of this id is asked for. */
	has(id: string): boolean {
		return this.#session.recipe.chosen.some((region) => regionId(region) === id);
	}

	includes(region: Region): boolean {
		return this.has(regionId(region));
	}

	/** Adds regions after the others; those that are there already stay. */
	add(regions: readonly Region[]): void {
		const added = regions.filter((region) => !this.includes(region));
		const { chosen } = this.#session.recipe;
		if (added.length > 0) this.#session.update({ chosen: [...chosen, ...added] });
		this.#session.say(
			added.length === 1 ? 'Added to the brief.' : `${added.length} added to the brief.`
		);
	}

	/** Adds a region, or takes it out. */
	toggle(region: Region): void {
		const id = regionId(region);
		const { chosen } = this.#session.recipe;
		const others = chosen.filter((other) => regionId(other) !== id);
		const isAdded = others.length === chosen.length;
		this.#session.update({ chosen: isAdded ? [...others, region] : others });
		this.#session.say(isAdded ? 'Added to the brief.' : 'Taken out of the brief.');
	}
}
