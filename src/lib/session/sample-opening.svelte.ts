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
	#arrival = Promise.resolve();
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
		if (!this.#asked?.isOfAddress || !this.isUnderWay) return null;
		const { name, as } = this.#asked;
		return as === null || sampleNamed(this.#session.recipe.sources) !== name ? name : null;
	}

	/** Whether a sample is being fetched or opened, whoever named it. */
	get isUnderWay(): boolean {
		if (this.#asked === null) return false;
		const { sources, tasks } = this.#session;
		const { as } = this.#asked;
		return as === null || (sources === as && tasks.open.state === 'running');
	}

	/** Resolves once the sample that was asked for last has arrived, or has not come. */
	get arrival(): Promise<void> {
		return this.#arrival;
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
	open(name: SampleName, isOfAddress = false): Promise<void> {
		this.#arrival = this.#open(name, isOfAddress);
		return this.#arrival;
	}

	async #open(name: SampleName, isOfAddress: boolean): Promise<void> {
		const before = this.#session.sources;
		const asked = { name, isOfAddress, as: null };
		this.#asked = asked;
		this.#error = null;
		const files = await fetchSample(name).catch((failure: unknown) => asLacunaError(failure));
		if (this.#asked !== asked) return;
		this.#asked = null;
		if (this.#session.sources !== before) return;
		// A received analysis asks for its files anyway.
		if (files instanceof Error) this.#error = isOfAddress ? files : null;
		else {
			this.#session.open(files);
			this.#asked = { ...asked, as: this.#session.sources };
		}
	}
}
