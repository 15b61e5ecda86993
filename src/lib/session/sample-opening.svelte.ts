import { ROLES } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import { fetchSample, sampleNamed, sampleOf, type SampleName } from './samples';
import type { Session } from './session.svelte';
import { asLacunaError } from './task';

interface Asked {
	readonly name: SampleName;
	/** Whether the address named it, and not an analysis that was received. */
	readonly isOfAddress: boolean;
	/** The session's sources since it arrived; null until then. */
	readonly as: Session['sources'] | null;
}

/** A shipped sample on its way: fetched, then opened. */
export class SampleOpening {
	readonly #session: Session;
	#asked = $state.raw<Asked | null>(null);
	#error = $state.raw<LacunaError | null>(null);
	/** Those that addresses have named so far. */
	#followed: readonly SampleName[] = [];

	constructor(session: Session) {
		this.#session = session;
	}

	get error(): LacunaError | null {
		return this.#error;
	}

	/** The sample of the address that is not open yet; null once the recipe names its files, or it did not come. */
	get awaited(): SampleName | null {
		if (!this.#asked?.isOfAddress) return null;
		const { name, as } = this.#asked;
		if (as === null) return name;
		const { recipe, sources, tasks } = this.#session;
		const isOpening = sources === as && tasks.open.state === 'running';
		return isOpening && sampleNamed(recipe.sources) !== name ? name : null;
	}

	/** Opens the sample that a fragment names. Back and Forward come by it again: they take no open tables away. */
	follow(fragment: string): void {
		const name = sampleOf(fragment);
		if (name === null) return;
		const hasTables = ROLES.every((role) => this.#session.sources[role]);
		if (this.#followed.includes(name) && hasTables) return;
		this.#followed = [...this.#followed, name];
		void this.open(name, true);
	}

	/** Fetches a sample and opens it, unless the person has chosen something else meanwhile. */
	async open(name: SampleName, isOfAddress = false): Promise<void> {
		const before = this.#session.sources;
		const asked = { name, isOfAddress, as: null };
		this.#asked = asked;
		this.#error = null;
		const files = await fetchSample(name).catch((failure: unknown) => asLacunaError(failure));
		if (this.#asked !== asked) return;
		this.#asked = null;
		if (this.#session.sources !== before) return;
		if (files instanceof Error) this.#error = files;
		else {
			this.#session.open(files);
			this.#asked = { ...asked, as: this.#session.sources };
		}
	}
}
