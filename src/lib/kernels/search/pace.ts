const SLICE_MS = 12;

/** Tells a job when its slice is used up and it should yield. */
export class Pace {
	#end = performance.now() + SLICE_MS;

	/** Whether to yield now; starts the next slice where so. */
	isDue(): boolean {
		if (performance.now() < this.#end) return false;
		this.#end = performance.now() + SLICE_MS;
		return true;
	}
}
