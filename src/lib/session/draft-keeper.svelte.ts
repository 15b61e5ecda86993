import { discardDraft, loadDraft, saveDraft, type StoredDraft } from './brief-drafts';

/** A pause in typing after which the draft is kept. */
const SAVE_AFTER_MS = 400;

/** Keeps the draft of one human file in the browser at a time: read once, then written as it changes. */
export class DraftKeeper {
	readonly #current: () => StoredDraft;
	#isKept = $state(true);
	#key: string | null = null;
	/** Whether the kept draft was read; before that, writing would put a new one over it. */
	#isTakenUp = false;
	/** What was there when all was forgotten: not worth keeping. */
	#blank: StoredDraft | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param current the draft as it stands when it is written. */
	constructor(current: () => StoredDraft) {
		this.#current = current;
	}

	/** Whether the browser keeps the draft. */
	get isKept(): boolean {
		return this.#isKept;
	}

	/** The draft kept under a key; null where there is none, and where it was taken up already. */
	async takeUp(key: string | null): Promise<StoredDraft | null> {
		if (key === null || key === this.#key) return null;
		this.#key = key;
		this.#isTakenUp = false;
		const stored = await loadDraft(key);
		if (this.#key !== key) return null;
		this.#isTakenUp = true;
		return stored;
	}

	/** Writes the draft down after a pause, once the kept one was taken up. */
	keep(): void {
		if (!this.#isTakenUp || this.#isBlank()) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#write(), SAVE_AFTER_MS);
	}

	/** Writes the draft down at once where it is not yet, before the page goes. */
	flush(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		void this.#write();
	}

	/** Forgets what is kept. */
	async forget(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#blank = this.#current();
		if (this.#key !== null) await discardDraft(this.#key);
	}

	#isBlank(): boolean {
		const { plan, chosen } = this.#current();
		const blank = this.#blank;
		return blank !== null && blank.plan === plan && blank.chosen === chosen;
	}

	async #write(): Promise<void> {
		this.#timer = undefined;
		if (this.#key !== null) this.#isKept = await saveDraft(this.#key, this.#current());
	}
}
