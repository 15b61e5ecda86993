import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Role } from '$lib/terms/dataset';
import { MAX_CONDITIONS, type Condition, type Region } from '$lib/terms/region';
import { columnWords, conditionWords } from '$lib/analysis/gaps/region-words';
import { conditionOfBins, type Bin } from '$lib/analysis/encode/bins';
import { LinkedCounts, type BinningOf, type Cross, type Filter } from './linked-counts';
import type { View } from './view.svelte';

/** What is brushed on the pictures of one finding, and what they show under it. */
export class Brushing {
	readonly #counts: LinkedCounts;
	readonly #view: View<readonly Filter[]>;
	readonly #filters: readonly Filter[];

	constructor(encoded: EncodedPair, view: View<readonly Filter[]>, binningOf?: BinningOf) {
		this.#view = view;
		// What was brushed before another analysis speaks of its columns.
		this.#filters = $derived(view.value.filter(({ column }) => encoded.columns.includes(column)));
		this.#counts = new LinkedCounts(encoded, binningOf);
	}

	/** In the order they were last changed. */
	get filters(): readonly Filter[] {
		return this.#filters;
	}
	/** Share of each table that all filters keep. */
	get kept(): Readonly<Record<Role, number>> {
		return this.#counts.kept(this.#filters);
	}

	/** Keeps only rows of the given bins of a column; none takes the column's filter away. */
	brush(column: EncodedColumn, bins: readonly number[]): void {
		const others = this.#filters.filter((filter) => filter.column !== column);
		const filters = bins.length === 0 ? others : [...others, { column, bins }];
		this.#view.set(filters, columnWords(column));
	}

	clear(): void {
		this.#view.set([], 'clear');
	}

	/** Bins of a column that are brushed; none where it is not. */
	picked(column: EncodedColumn): readonly number[] {
		return this.#filters.find((filter) => filter.column === column)?.bins ?? [];
	}

	/** The distribution of a column under the filters on all others. */
	bins(column: EncodedColumn): Bin[] {
		return this.#counts.bins(column, this.#filters);
	}

	/** Two columns crossed under the filters on all others. */
	cross(x: EncodedColumn, y: EncodedColumn): Cross {
		return this.#counts.cross(x, y, this.#filters);
	}

	/** What a filter asks for; null where no condition says it. */
	conditionOf({ column, bins }: Filter): Condition | null {
		const all = this.#counts.binning(column).bins;
		return conditionOfBins(
			column,
			all.filter((_, i) => bins.includes(i))
		);
	}

	/** A filter in words. */
	wordsOf(filter: Filter): string {
		const condition = this.conditionOf(filter);
		return condition ? conditionWords(condition) : `part of ${columnWords(filter.column)}`;
	}

	/** A region with the brushed columns' conditions in place of its own; null where it would need too many. */
	narrowed(region: Region): Region | null {
		const brushed = this.#filters.map((filter) => this.conditionOf(filter));
		if (brushed.length === 0 || brushed.includes(null)) return null;
		const isBrushed = (condition: Condition) =>
			brushed.some(
				(other) => other?.column === condition.column && other.measure === condition.measure
			);
		const kept = region.conditions.filter((condition) => !isBrushed(condition));
		const conditions = [...kept, ...brushed.filter((condition) => condition !== null)];
		return conditions.length > MAX_CONDITIONS ? null : { conditions };
	}
}
