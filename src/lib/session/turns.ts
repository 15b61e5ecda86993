/** Work that is done one piece after the other, never two at a time. */
export class Turns {
	#waiting: readonly (() => Promise<void>)[] = [];
	#isBusy = false;

	/**
	 * Does a piece of work, which may not fail, when its turn comes.
	 * @param isNext before all that wait, else after them.
	 */
	take(work: () => Promise<void>, isNext: boolean): void {
		this.#waiting = isNext ? [work, ...this.#waiting] : [...this.#waiting, work];
		void this.#run();
	}

	async #run(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		while (this.#waiting.length > 0) {
			const [work, ...others] = this.#waiting;
			this.#waiting = others;
			await work!();
		}
		this.#isBusy = false;
	}
}
