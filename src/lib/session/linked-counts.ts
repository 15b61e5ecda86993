import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import { ROLES, type Role } from '$lib/terms/dataset';
import { binsOf, type Bin, type Binning } from '$lib/analysis/encode/bins';

/** Keeps the rows of some bins of a column. */
export interface Filter {
	readonly column: EncodedColumn;
	/** Places in the column's bins. */
	readonly bins: readonly number[];
}

/** Two columns crossed: `share[role][y * x.length + x]`, 0 to 1. */
export interface Cross {
	readonly x: readonly Bin[];
	readonly y: readonly Bin[];
	readonly share: Readonly<Record<Role, Float64Array>>;
}

/** Rows of one picture, or their weight, by the bin of the brushed column: `[brushed bin × cells]`. */
interface Cube {
	readonly brushed: EncodedColumn | null;
	readonly others: readonly Filter[];
	readonly counts: Readonly<Record<Role, Float64Array>>;
}

export type BinningOf = (column: EncodedColumn) => Binning;

const EVERY_ROW_ALIKE = new Uint8Array(256);

/**
 * The pictures of one analysis over the searched rows, each under the filters on all columns but its own, as shares of the
 * rows that these keep. The filter that moves (the last) is counted apart by its bins beforehand, so that only its
 * beginning reads rows and each further step adds up aggregates.
 */
export class LinkedCounts {
	readonly #encoded: EncodedPair;
	readonly #binningOf: BinningOf;
	readonly #binnings = new Map<EncodedColumn, Binning>();
	readonly #cubes = new Map<string, Cube>();

	/** @param binningOf how columns fall into bins, where not by their coarse groups. */
	constructor(encoded: EncodedPair, binningOf: BinningOf = binsOf) {
		this.#encoded = encoded;
		this.#binningOf = binningOf;
	}

	/** The distribution of a column on both sides. */
	bins(column: EncodedColumn, filters: readonly Filter[] = []): Bin[] {
		const share = this.#shares([column], filters);
		return this.#withShares(column, (role, bin) => share[role][bin]!);
	}

	/** Two columns crossed on both sides. */
	cross(x: EncodedColumn, y: EncodedColumn, filters: readonly Filter[] = []): Cross {
		const share = this.#shares([x, y], filters);
		const width = this.binning(x).bins.length;
		const margin = (role: Role, isIn: (cell: number) => boolean) =>
			share[role].reduce((sum, value, cell) => (isIn(cell) ? sum + value : sum), 0);
		return {
			x: this.#withShares(x, (role, bin) => margin(role, (cell) => cell % width === bin)),
			y: this.#withShares(y, (role, bin) =>
				margin(role, (cell) => Math.floor(cell / width) === bin)
			),
			share
		};
	}

	/** Share of each table that all filters together keep. */
	kept(filters: readonly Filter[]): Readonly<Record<Role, number>> {
		const last = filters.at(-1);
		if (!last) return { human: 1, synthetic: 1 };
		const cells = this.#cells([last.column], filters);
		const shareOf = (role: Role) => {
			let sum = 0;
			for (const bin of last.bins) sum += cells[role][bin]!;
			return sum / this.#total(role);
		};
		return { human: shareOf('human'), synthetic: shareOf('synthetic') };
	}

	/** How a column falls into bins. */
	binning(column: EncodedColumn): Binning {
		const known = this.#binnings.get(column);
		if (known) return known;
		const binning = this.#binningOf(column);
		this.#binnings.set(column, binning);
		return binning;
	}

	#withShares(column: EncodedColumn, shareOf: (role: Role, bin: number) => number): Bin[] {
		return this.binning(column).bins.map((bin, i) => ({
			...bin,
			share: { human: shareOf('human', i), synthetic: shareOf('synthetic', i) }
		}));
	}

	#total(role: Role): number {
		const weights = this.#encoded.weights[role];
		return weights
			? weights.reduce((sum, weight) => sum + weight, 0)
			: this.#encoded.columns[0]!.codes[role].length;
	}

	#shares(view: readonly EncodedColumn[], filters: readonly Filter[]) {
		const cells = this.#cells(view, filters);
		for (const role of ROLES) {
			const total = cells[role].reduce((sum, count) => sum + count, 0) || 1;
			for (let cell = 0; cell < cells[role].length; cell++) cells[role][cell]! /= total;
		}
		return cells;
	}

	/** Rows, or their weight, of each cell of a picture. */
	#cells(view: readonly EncodedColumn[], filters: readonly Filter[]): Record<Role, Float64Array> {
		const applied = filters.filter(({ column }) => !view.includes(column));
		const brush = applied.at(-1) ?? null;
		const { counts } = this.#cube(view, brush?.column ?? null, applied.slice(0, -1));
		const size = view.reduce((cells, column) => cells * this.binning(column).bins.length, 1);
		const sum = (cube: Float64Array) => {
			if (!brush) return cube.slice();
			const cells = new Float64Array(size);
			for (const bin of brush.bins)
				for (let cell = 0; cell < size; cell++) cells[cell]! += cube[bin * size + cell]!;
			return cells;
		};
		return { human: sum(counts.human), synthetic: sum(counts.synthetic) };
	}

	#cube(
		view: readonly EncodedColumn[],
		brushed: EncodedColumn | null,
		others: readonly Filter[]
	): Cube {
		const key = view.map((column) => this.#encoded.columns.indexOf(column)).join();
		const known = this.#cubes.get(key);
		const isSame =
			known?.brushed === brushed &&
			known.others.length === others.length &&
			known.others.every((filter, i) => filter === others[i]);
		if (isSame) return known;
		const count = (role: Role) => this.#countRows(view, brushed, others, role);
		const cube = {
			brushed,
			others,
			counts: { human: count('human'), synthetic: count('synthetic') }
		};
		this.#cubes.set(key, cube);
		return cube;
	}

	#countRows(
		[x, y]: readonly EncodedColumn[],
		brushed: EncodedColumn | null,
		others: readonly Filter[],
		role: Role
	): Float64Array {
		const axis = (column: EncodedColumn | null | undefined) => ({
			codes: (column ?? x!).codes[role],
			binOf: column ? this.binning(column).binOf : EVERY_ROW_ALIKE,
			size: column ? this.binning(column).bins.length : 1
		});
		const [across, down, along] = [axis(x), axis(y), axis(brushed)];
		const kept = others.map((filter) => this.#keptCodes(filter));
		const codes = others.map(({ column }) => column.codes[role]);
		const weights = this.#encoded.weights[role];
		const counts = new Float64Array(along.size * down.size * across.size);
		rows: for (let row = 0; row < across.codes.length; row++) {
			for (let i = 0; i < kept.length; i++) if (kept[i]![codes[i]![row]!] === 0) continue rows;
			const slice = along.binOf[along.codes[row]!]! * down.size + down.binOf[down.codes[row]!]!;
			const cell = slice * across.size + across.binOf[across.codes[row]!]!;
			counts[cell]! += weights ? weights[row]! : 1;
		}
		return counts;
	}

	#keptCodes({ column, bins }: Filter): Uint8Array {
		const levels = column.levels.length;
		return this.binning(column).binOf.map((bin, code) =>
			Number(code <= levels && bins.includes(bin))
		);
	}
}
