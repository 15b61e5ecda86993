import type { Source } from '$lib/terms/dataset';
import type { Session } from './session.svelte';

/**
 * The versions of the synthetic table, oldest first. One of them is analysed; the page Verify holds the others against
 * what was found.
 */
export class Versions {
	readonly #session: Session;
	#list = $state.raw<readonly Source[]>([]);

	constructor(session: Session) {
		this.#session = session;
	}

	get list(): readonly Source[] {
		return this.#list;
	}
	/** All but the one that is analysed. */
	get others(): readonly Source[] {
		return this.#list.filter((version) => !this.isAnalysed(version));
	}

	isAnalysed(version: Source): boolean {
		return version === this.#session.sources.synthetic;
	}

	/** Adds versions after the others; the first is analysed where none is yet. */
	add(versions: readonly Source[]): void {
		this.#list = [...this.#list, ...versions];
		if (!this.#session.sources.synthetic && versions[0])
			this.#session.open({ synthetic: versions[0] });
	}

	analyse(version: Source): void {
		if (!this.isAnalysed(version)) this.#session.open({ synthetic: version });
	}

	/** Takes a version out; where it was the one analysed, its neighbour is. */
	remove(version: Source): void {
		const at = this.#list.indexOf(version);
		const left = this.#list.filter((other) => other !== version);
		const wasAnalysed = this.isAnalysed(version);
		this.#list = left;
		if (!wasAnalysed) return;
		const next = left[Math.min(at, left.length - 1)];
		if (next) this.#session.open({ synthetic: next });
		else this.#session.close('synthetic');
	}

	/** Moves a version towards the oldest (-1) or the newest (1). */
	move(version: Source, by: -1 | 1): void {
		const at = this.#list.indexOf(version);
		const other = this.#list[at + by];
		if (!other) return;
		this.#list = this.#list.map((one, i) => (i === at ? other : i === at + by ? version : one));
	}

	/**
	 * Keeps the list in step with the table that is analysed.
	 * @param isNewPair whether both tables were opened together, which makes older versions strangers.
	 */
	follow(before: Source | undefined, after: Source | undefined, isNewPair: boolean): void {
		if (before === after || (after && this.#list.includes(after))) return;
		if (!after) this.#list = this.#list.filter((version) => version !== before);
		else if (isNewPair) this.#list = [after];
		else if (before && this.#list.includes(before))
			this.#list = this.#list.map((version) => (version === before ? after : version));
		else this.#list = [...this.#list, after];
	}
}
