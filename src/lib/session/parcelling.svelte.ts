import type { LacunaError } from '$lib/terms/error';
import type { Parcel, Sharing, Wanted } from './sharing.svelte';
import { asLacunaError } from './task';

/** What can be told at once is shown after so long; before, it would only flash by. */
const PATIENCE_MS = 500;

/** A parcel as it is put together and locked, while it is looked at. */
export class Parcelling {
	readonly #sharing: Pick<Sharing, 'compose' | 'lock' | 'lockAgain'>;
	#parcel = $state.raw<Parcel | null>(null);
	#lockedLink = $state.raw<string | null>(null);
	#isLockedAgain = $state(false);
	#isCounting = $state(false);
	#error = $state.raw<LacunaError | null>(null);
	/** What the person locked stays as it is until something else is wanted. */
	#lockedFor: Wanted | null = null;
	#latest = 0;

	constructor(sharing: Pick<Sharing, 'compose' | 'lock' | 'lockAgain'>) {
		this.#sharing = sharing;
	}

	get parcel(): Parcel | null {
		return this.#parcel;
	}
	/** The link under a lock; null where it is in the open. */
	get lockedLink(): string | null {
		return this.#lockedLink;
	}
	/** Whether it is locked by the passphrase that the analysis came with. */
	get isLockedAgain(): boolean {
		return this.#isLockedAgain;
	}
	/** Whether what was found is still to join the parcel. */
	get isCounting(): boolean {
		return this.#isCounting;
	}
	get error(): LacunaError | null {
		return this.#error;
	}

	/**
	 * Puts a parcel together. While the engine is busy with the search, counting what was found takes its time: the
	 * parcel without it need not wait.
	 */
	async compose(wanted: Wanted): Promise<void> {
		if (this.#lockedFor === wanted) return;
		const own = ++this.#latest;
		const isLatest = () => own === this.#latest;
		this.#error = null;
		this.#lockedLink = this.#lockedFor = null;
		try {
			const whole = this.#sharing.compose(wanted);
			const isSlow = await Promise.race([whole.then(() => false), later(true)]);
			if (isSlow && wanted.findings && !this.#parcel?.shared.findings && isLatest()) {
				const bare = this.#sharing.compose({ ...wanted, findings: false });
				const first = await Promise.race([whole, bare]);
				await this.#show(first, first.shared.findings === null, isLatest);
			}
			await this.#show(await whole, false, isLatest);
		} catch (failure) {
			if (!isLatest()) return;
			this.#error = asLacunaError(failure);
			this.#isCounting = false;
		}
	}

	/** Puts it away: what is composed next begins anew. */
	forget(): void {
		this.#latest++;
		this.#parcel = this.#lockedFor = null;
		this.#isCounting = false;
	}

	async lock(passphrase: string, wanted: Wanted): Promise<void> {
		if (!this.#parcel) return;
		this.#lockedLink = await this.#sharing.lock(this.#parcel.link, passphrase);
		this.#isLockedAgain = false;
		this.#lockedFor = wanted;
	}

	unlock(): void {
		this.#lockedLink = this.#lockedFor = null;
	}

	/** Does work that may fail, and tells so. */
	async trying(work: () => Promise<void>): Promise<void> {
		this.#error = null;
		try {
			await work();
		} catch (failure) {
			this.#error = asLacunaError(failure);
		}
	}

	async #show(parcel: Parcel, isCounting: boolean, isLatest: () => boolean): Promise<void> {
		const lockedAgain = await this.#sharing.lockAgain(parcel.link);
		if (!isLatest()) return;
		this.#parcel = parcel;
		this.#isCounting = isCounting;
		this.#lockedLink = lockedAgain;
		this.#isLockedAgain = lockedAgain !== null;
	}
}

function later<T>(value: T): Promise<T> {
	return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, value));
}
