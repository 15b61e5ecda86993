import { sampleRows } from '$lib/kernels/sample-rows';
import { coarsenAll, type Coarse } from './coarse';
import type { Jitter } from './jitter';
import type { Pace } from './pace';
import { apart, countCellPairs, dependence } from './pair-tables';
import type { SearchInput } from './search-input';

/**
 * Standard deviations tried, as shares of a column's 10–90 % range. Where the last fits best, what is off is no jitter,
 * but a relation that is lost altogether.
 */
const WIDTHS = [0, 0.0125, 0.018, 0.025, 0.035, 0.05, 0.07, 0.1, 0.14];
/** Columns beside which a column's jitter shows: those that people tie it to most. */
const PARTNERS = 3;
/** How often each column's width is chosen anew, with those of the others as they stand. */
const SWEEPS = 3;
/** Share of what is off in a column's relations that jitter must explain, and by how many standard errors. */
const LEAST_EXPLAINED = 0.2;
const LEAST_SIGMA = 6;
/** Rows a side that tell the widths. */
const FITTED_ROWS = 20_000;
/** Rows counted in all to find every column's partners, and at least for a pair. */
const PARTNER_WORK = 2e7;
const LEAST_PARTNER_ROWS = 500;
/** Not the recipe's: what a generator blurs is no matter of chance, and the list should not hang on it. */
const SEED = 1;

/** The cells of some rows of each side, and the widths that are chosen so far. */
export class JitterFit {
	readonly #coarse: readonly Coarse[];
	/** Human cells of each column: as they are, then at every further width where jitter is thinkable. */
	readonly #human: Uint8Array[][];
	readonly #synthetic: readonly Uint8Array[];
	/** Counts of synthetic rows by pair of columns, and how far relations are off by their columns' widths too. */
	readonly #counted = new Map<number, Float64Array>();
	readonly #measured = new Map<number, number>();
	readonly #partners: (readonly number[])[];
	/** Of each column the place of its width among those tried. */
	readonly #chosen: number[];
	readonly #jitters: readonly (Jitter | null)[];
	readonly #table: SearchInput;

	/** @param jitters of the columns whose values a generator may move; null for the others */
	constructor(table: SearchInput, jitters: readonly (Jitter | null)[]) {
		const { columns } = table;
		this.#table = table;
		this.#jitters = jitters;
		this.#coarse = coarsenAll(columns);
		this.#human = columns.map(({ human }, at) => [this.#cells(at, this.#sample(human))]);
		this.#synthetic = columns.map(({ synthetic }, at) => this.#cells(at, this.#sample(synthetic)));
		this.#partners = columns.map(() => []);
		this.#chosen = columns.map(() => 0);
	}

	/** Fits the widths. Yields now and then. */
	*fit(pace: Pace): Generator<void, void, void> {
		const few = this.#few();
		for (const [a, jitter] of this.#jitters.entries()) {
			if (pace.isDue()) yield;
			if (jitter !== null) this.#partners[a] = this.#partnersOf(a, few);
		}
		const { columns } = this.#table;
		const movable = columns.flatMap((_, a) => (this.#cost(a, 0) > this.#noise(a) ? [a] : []));
		for (const a of movable) {
			if (pace.isDue()) yield;
			const codes = this.#sample(columns[a]!.human);
			for (const width of WIDTHS.slice(1))
				this.#human[a]!.push(this.#cells(a, this.#jitters[a]!.move(codes, width)));
		}
		this.#startAlike(movable);
		for (let sweep = 0; sweep < SWEEPS; sweep++)
			for (const a of movable) {
				if (pace.isDue()) yield;
				this.#chosen[a] = this.#choose(a);
			}
	}

	/** The width of a column, as a share of its 10–90 % range. */
	widthOf(a: number): number {
		return WIDTHS[this.#chosen[a]!]!;
	}

	/** The column whose relation with `a` jitter tears most, and how much of that jitter explains, in chi-squares. */
	mostTorn(a: number): { readonly partner: number; readonly score: number } {
		const torn = this.#partners[a]!.map((partner) => {
			const asIs = this.#off(a, 0, partner, 0);
			const moved = this.#off(a, this.#chosen[a]!, partner, this.#chosen[partner]!);
			return { partner, score: asIs - moved };
		});
		return torn.sort((x, y) => y.score - x.score || x.partner - y.partner)[0]!;
	}

	#sample(codes: Uint8Array): Uint8Array {
		const rows = sampleRows(codes.length, FITTED_ROWS, SEED);
		return rows === null ? codes : Uint8Array.from(rows, (row) => codes[row]!);
	}

	#cells(at: number, codes: Uint8Array): Uint8Array {
		const { cellOf } = this.#coarse[at]!;
		return codes.map((code) => cellOf[code]!);
	}

	/** A generator most likely moves all columns alike, and two columns that are both moved are best told together. */
	#startAlike(movable: readonly number[]): void {
		const costs = WIDTHS.map((_, width) => {
			for (const a of movable) this.#chosen[a] = width;
			return movable.reduce((sum, a) => sum + this.#cost(a, width), 0);
		});
		for (const a of movable) this.#chosen[a] = costs.indexOf(Math.min(...costs));
	}

	/** The width at which a column's relations are least off; the first, none, unless that explains enough. */
	#choose(a: number): number {
		const costs = WIDTHS.map((_, width) => this.#cost(a, width));
		const best = costs.indexOf(Math.min(...costs));
		const explained = costs[0]! - costs[best]!;
		const isJitter = explained >= Math.max(LEAST_EXPLAINED * costs[0]!, this.#noise(a));
		return isJitter && best < WIDTHS.length - 1 ? best : 0;
	}

	/** Human cells of each column in the rows that tell which columns people tie together. */
	#few(): Uint8Array[] {
		const { length } = this.#human;
		const most = Math.max(LEAST_PARTNER_ROWS, Math.floor(PARTNER_WORK / (length * length)));
		return this.#human.map(([all]) => {
			const step = Math.max(1, Math.floor(all!.length / most));
			const rows = Math.ceil(all!.length / step);
			return Uint8Array.from({ length: rows }, (_, i) => all![i * step]!);
		});
	}

	#partnersOf(a: number, few: readonly Uint8Array[]): number[] {
		const { cells } = this.#coarse[a]!;
		const ties = this.#coarse.flatMap((of, b) =>
			b === a
				? []
				: { b, tie: dependence(countCellPairs(few[a]!, few[b]!, cells, of.cells), of.cells) }
		);
		ties.sort((x, y) => y.tie - x.tie || x.b - y.b);
		return ties.slice(0, PARTNERS).map(({ b }) => b);
	}

	/** How far a column's relations are off at a width, with those of its partners as they stand. */
	#cost(a: number, width: number): number {
		return this.#partners[a]!.reduce((sum, b) => sum + this.#off(a, width, b, this.#chosen[b]!), 0);
	}

	/** How far the relation of two columns is off at these widths, in chi-squares beyond chance. */
	#off(a: number, widthOfA: number, b: number, widthOfB: number): number {
		const sizes = [this.#coarse[a]!.cells, this.#coarse[b]!.cells] as const;
		const key = a * this.#coarse.length + b;
		const keyOfWidths = (key * WIDTHS.length + widthOfA) * WIDTHS.length + widthOfB;
		const known = this.#measured.get(keyOfWidths);
		if (known !== undefined) return known;
		const synthetic =
			this.#counted.get(key) ?? countCellPairs(this.#synthetic[a]!, this.#synthetic[b]!, ...sizes);
		this.#counted.set(key, synthetic);
		const human = countCellPairs(this.#human[a]![widthOfA]!, this.#human[b]![widthOfB]!, ...sizes);
		const off = apart(human, synthetic);
		this.#measured.set(keyOfWidths, off);
		return off;
	}

	/** How far chance may put a column's relations off: so many standard errors of the chi-square. */
	#noise(a: number): number {
		const cells = this.#partners[a]!.reduce((sum, b) => sum + this.#coarse[b]!.cells, 0);
		return LEAST_SIGMA * Math.sqrt(2 * cells * this.#coarse[a]!.cells);
	}
}
