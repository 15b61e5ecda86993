import { BlockLayout, giveBackMemory, instantiate, type WasmMemory } from '$lib/kernels/wasm';
import type { Role } from '$lib/terms/dataset';
import { TANGENTS } from './score';
import type { SearchModule } from './search-module';
import { SEARCH_WASM } from './search-wasm';
import { placeSide, type SideBlocks } from './side-blocks';

/** Counts of both sides, views of the memory that the next count of their kind writes anew. */
export interface Counts {
	readonly h: Float64Array;
	readonly s: Float64Array;
}

/** How much a search holds. */
export interface SearchSize {
	readonly width: number;
	readonly rows: Readonly<Record<Role, number>>;
	/** Cells of all coarse columns, and of the one with the most. */
	readonly cells: number;
	readonly mostCells: number;
	/** Intervals or categories of a column by which a pair is scanned, at most. */
	readonly mostItems: number;
}

/** A found pair of conditions, as `search.as` writes it. */
const FOUND_BYTES = 48;
const A_TO = 4;
const FROM = 8;
const TO = 12;
const SCORE = 16;
const WITHIN = 24;
const SIZE = 32;
const CODES = 36;
const GAINS_BYTES = 64;
/** Regions of a pair of columns kept. */
const MOST_OF_PAIR = 8;

/** What a condition that `search.as` has found says. */
export interface FoundCondition {
	readonly from: number;
	readonly to: number;
	/** Codes of a set, ascending; null for an interval and for "is missing". */
	readonly codes: number[] | null;
	readonly score: number;
	/** Synthetic weight that meets it. */
	readonly s: number;
}

/** A condition on one of all columns. */
export interface FoundOnColumn {
	readonly column: number;
	readonly choice: FoundCondition;
}

/** Cells of the first column of a pair and the condition on the second. */
export interface FoundPair {
	readonly a: { readonly from: number; readonly to: number };
	readonly b: FoundCondition;
}

/** A coarse column as a pair is scanned by it. */
interface ScannedColumn {
	readonly isOrdered: boolean;
	readonly cells: number;
	/** The last cell that a condition can name; cell 0 is missing. */
	readonly named: number;
}

/** The memory of a search in WebAssembly: both sides' rows, what is counted of them, and what is found. */
export class SearchMemory {
	readonly module: SearchModule;
	readonly sides: Readonly<Record<Role, SideBlocks>>;
	/** Slopes of G's tangents in h, then in s. */
	readonly tangents: Float64Array;
	/** Counts of 256 codes, of all coarse cells, and of the cells of two columns. */
	readonly byCode: Counts;
	readonly byCell: Counts;
	readonly byPair: Counts;
	/** Of each coarse column: where its cells begin in `byCell`, the last that a condition can name, whether it is ordered. */
	readonly offsets: Uint32Array;
	readonly named: Uint32Array;
	readonly isOrdered: Uint8Array;
	/** Columns that the next look at all columns leaves out. */
	readonly skipped: Uint8Array;
	/** A second set of human weights. */
	readonly left: Float64Array;
	readonly #memory: WasmMemory;
	readonly #view: DataView;
	readonly #choice: number;
	readonly #sums: { readonly h: number; readonly s: number };
	readonly #found: number;
	readonly #kept: number;

	constructor({ width, rows, cells, mostCells, mostItems }: SearchSize) {
		const layout = new BlockLayout();
		const doubles = (length: number) => ({ at: layout.place(8 * length), length });
		const counts = (length: number) => ({ h: doubles(length), s: doubles(length) });
		const tangents = doubles(2 * TANGENTS);
		const gains = layout.place(GAINS_BYTES);
		this.#choice = layout.place(FOUND_BYTES);
		this.#sums = { h: layout.place(8 * mostCells), s: layout.place(8 * mostCells) };
		this.#found = layout.place(FOUND_BYTES * Math.max(mostItems, width));
		this.#kept = layout.place(FOUND_BYTES * MOST_OF_PAIR);
		const [byCode, byCell, byPair] = [256, cells, mostCells ** 2].map(counts);
		const left = doubles(rows.human);
		const [offsets, named] = [layout.place(4 * width), layout.place(4 * width)];
		const [isOrdered, skipped] = [layout.place(width), layout.place(width)];
		this.sides = {
			human: placeSide(layout, rows.human, width),
			synthetic: placeSide(layout, rows.synthetic, width)
		};
		this.#memory = layout.takeMemory();
		const { buffer } = this.#memory;
		const view = ({ at, length }: { at: number; length: number }) =>
			new Float64Array(buffer, at, length);
		const views = ({ h, s }: ReturnType<typeof counts>) => ({ h: view(h), s: view(s) });
		this.tangents = view(tangents);
		this.byCode = views(byCode!);
		this.byCell = views(byCell!);
		this.byPair = views(byPair!);
		this.left = view(left);
		this.offsets = this.words(offsets, width);
		this.named = this.words(named, width);
		this.isOrdered = this.bytes(isOrdered, width);
		this.skipped = this.bytes(skipped, width);
		this.#view = new DataView(buffer);
		this.module = instantiate<SearchModule>(SEARCH_WASM, this.#memory);
		this.module.place(tangents.at, TANGENTS, gains, this.#choice);
	}

	bytes(at: number, length: number): Uint8Array {
		return new Uint8Array(this.#memory.buffer, at, length);
	}

	words(at: number, length: number): Uint32Array {
		return new Uint32Array(this.#memory.buffer, at, length);
	}

	doubles(at: number, length: number): Float64Array {
		return new Float64Array(this.#memory.buffer, at, length);
	}

	/**
	 * The best condition with G above `floor` on a column of which `counts` from `offset` on tell the cells, missing first;
	 * null where there is none. Of an ordered column `count` is its levels, else the categories that can be named.
	 */
	bestCondition(
		counts: Counts,
		offset: number,
		isOrdered: boolean,
		count: number,
		floor: number
	): FoundCondition | null {
		const h = counts.h.byteOffset + 8 * offset;
		const s = counts.s.byteOffset + 8 * offset;
		if (this.module.bestCondition(h, s, isOrdered, count, floor) === 0) return null;
		return this.#conditionAt(this.#choice);
	}

	/** The best condition with G above `floor` on each column not `skipped`, by `byCell`: on its coarse cells. */
	bestConditions(floor: number): FoundOnColumn[] {
		const { h, s } = this.byCell;
		const count = this.module.bestConditions(
			h.byteOffset,
			s.byteOffset,
			this.offsets.byteOffset,
			this.named.byteOffset,
			this.isOrdered.byteOffset,
			this.skipped.byteOffset,
			this.skipped.length,
			floor,
			this.#found
		);
		const found: FoundOnColumn[] = [];
		for (let at = this.#found; found.length < count; at += FOUND_BYTES)
			found.push({ column: this.#view.getInt32(at, true), choice: this.#conditionAt(at) });
		return found;
	}

	/**
	 * The best regions of two columns with G above `floor`, by `byPair`: for each item of `a` (an interval, a category,
	 * missing) the best condition on `b`, echoes of better ones left out. Best first.
	 */
	scanPair(a: ScannedColumn, b: ScannedColumn, floor: number): FoundPair[] {
		const { h, s } = this.byPair;
		const count = this.module.scanItems(
			h.byteOffset,
			s.byteOffset,
			a.isOrdered,
			a.named,
			b.cells,
			b.isOrdered,
			b.named,
			floor,
			this.#sums.h,
			this.#sums.s,
			this.#found
		);
		const kept = this.module.keepDistinct(this.#found, count, MOST_OF_PAIR, this.#kept);
		return Array.from({ length: kept }, (_, i) => {
			const at = this.#kept + i * FOUND_BYTES;
			const view = this.#view;
			return {
				a: { from: view.getInt32(at, true), to: view.getInt32(at + A_TO, true) },
				b: this.#conditionAt(at)
			};
		});
	}

	/** Hands the memory on; nothing of it must be used any more. */
	close(): void {
		giveBackMemory(this.#memory);
	}

	/** Codes of a set, ascending. */
	#codesAt(at: number, size: number): number[] {
		const codes: number[] = [];
		for (let i = 0; i < size; i++) codes.push(this.#view.getUint8(at + i));
		return codes.sort((a, b) => a - b);
	}

	#conditionAt(at: number): FoundCondition {
		const view = this.#view;
		const size = view.getInt32(at + SIZE, true);
		return {
			from: view.getInt32(at + FROM, true),
			to: view.getInt32(at + TO, true),
			codes: size === 0 ? null : this.#codesAt(at + CODES, size),
			score: view.getFloat64(at + SCORE, true),
			s: view.getFloat64(at + WITHIN, true)
		};
	}
}
