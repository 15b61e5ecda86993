import type { SearchMemory } from './search-memory';
import { wordsOf, type SideBlocks } from './side-blocks';
import { regionKey, type CodeCondition, type CodeRegion } from './table';

/** Which rows of a side meet a condition, a bit a row. Searches ask for the same conditions again and again. */
export class ConditionBits {
	readonly #kept = new Map<number | string, number>();
	readonly #setBytes: number;
	#clearings = 0;

	constructor(
		readonly memory: SearchMemory,
		readonly blocks: SideBlocks,
		readonly rows: number
	) {
		this.#setBytes = 4 * wordsOf(rows);
	}

	/** Where the rows of each of a region's conditions lie, good until the next call. */
	of(region: CodeRegion): number[] {
		for (;;) {
			const before = this.#clearings;
			const places = region.map((condition) => this.#place(condition));
			// What was found before the sets were cleared is gone.
			if (this.#clearings === before) return places;
		}
	}

	#place(condition: CodeCondition): number {
		const { column, from, to, codes } = condition;
		const key =
			codes === null || codes.length === 1
				? (column << 16) | (from << 8) | to
				: regionKey([condition]);
		const known = this.#kept.get(key);
		if (known !== undefined) return known;
		if (this.#kept.size === this.blocks.bitSets) {
			this.#kept.clear();
			this.#clearings++;
		}
		const at = this.blocks.bits + this.#kept.size * this.#setBytes;
		this.memory.module.clear(at, this.#setBytes);
		if (codes === null) this.#mark(at, column, from, to);
		else for (const code of codes) this.#mark(at, column, code, code);
		this.#kept.set(key, at);
		return at;
	}

	#mark(at: number, column: number, from: number, to: number): void {
		const codes = this.blocks.codes + this.rows * column;
		this.memory.module.markRows(codes, this.rows, from, to, at);
	}
}
