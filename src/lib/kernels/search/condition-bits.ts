import { regionKey, type CodeCondition, type Side } from './table';

/** Bytes of bits kept a side, at most. */
const MOST_BYTES = 64 * 2 ** 20;

/** Which rows of a side meet a condition, a bit a row. Searches ask for the same conditions again and again. */
export class ConditionBits {
	readonly #kept = new Map<number | string, Uint32Array>();
	readonly #words: number;

	constructor(count: number) {
		this.#words = (count + 31) >>> 5;
	}

	/** The rows of `side` that meet the condition: row r is bit r mod 32 of word r div 32. */
	of(side: Side, condition: CodeCondition): Uint32Array {
		const { column, from, to, codes } = condition;
		const key =
			codes === null || codes.length === 1
				? (column << 16) | (from << 8) | to
				: regionKey([condition]);
		const known = this.#kept.get(key);
		if (known !== undefined) return known;
		const bits = new Uint32Array(this.#words);
		const order = side.rows[column]!;
		const starts = side.starts[column]!;
		const mark = (begin: number, end: number) => {
			for (let i = begin; i < end; i++) {
				const row = order[i]!;
				bits[row >>> 5]! |= 1 << (row & 31);
			}
		};
		if (codes === null) mark(starts[from]!, starts[to + 1]!);
		else for (const code of codes) mark(starts[code]!, starts[code + 1]!);
		if ((this.#kept.size + 1) * bits.byteLength > MOST_BYTES) this.#kept.clear();
		this.#kept.set(key, bits);
		return bits;
	}
}
