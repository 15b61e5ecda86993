import { ln } from '$lib/kernels/ln';
import { explainAway } from './background';
import { findBrokenRelation, type FoundRelation } from './broken-relation';
import type { Candidate } from './candidate';
import type { Search } from './extend';
import { rescore } from './refine';
import { weigh } from './rows-of';
import type { SearchInput } from './search-input';
import { regionKey, type CodeRegion } from './table';

export interface FindInput {
	readonly table: SearchInput;
	/** The table with every value where it is; the same where a generator moves none. */
	readonly asTheyAre: SearchInput;
	/** Score that the first region must pass. */
	readonly threshold: number;
	/**
	 * β of the scores' Gumbel distribution: the kth region that is not clear must pass the threshold by β ln k, which
	 * chance does k times as rarely; 0 where all regions pass alike.
	 */
	readonly spread: number;
	/** Regions at most. */
	readonly limit: number;
	/** Searches at most; each goes on from what those before it left unexplained. */
	readonly searches: number;
}

export interface FoundRegion {
	readonly region: CodeRegion;
	readonly score: number;
	/** The share of the shortfall that rows just outside make up for, 0 to 1. */
	readonly compensated: number;
}

/** What a search found, each list in the order found. */
export interface Findings {
	readonly regions: readonly FoundRegion[];
	readonly smeared: readonly FoundRegion[];
	readonly relations: readonly (FoundRelation & { readonly score: number })[];
}

/** Score that thresholds hardly ever exceed: what passes it is taken first, in an order that no threshold decides. */
export const CLEAR = 24;
/** A region so far made up for by its rim is rounding or jitter. */
const SMEARED = 0.5;

/** Columns that differ between the table that is searched and that with every value where it is. */
export function movedColumns({ table, asTheyAre }: FindInput): ReadonlySet<number> {
	const isMoved = (at: number) => {
		const [one, other] = [table.columns[at]!, asTheyAre.columns[at]!];
		return one.human !== other.human || one.synthetic !== other.synthetic;
	};
	return new Set([...table.columns.keys()].filter(isMoved));
}

/** The growing list, and the background under which the next region is scored. */
export class Listing implements Findings {
	readonly regions: FoundRegion[] = [];
	readonly smeared: FoundRegion[] = [];
	readonly relations: (FoundRelation & { score: number })[] = [];
	readonly #keys = new Set<string>();
	readonly #banned = new Set<number>();
	/** Regions taken whose score is not clear. */
	#unclear = 0;

	/** Columns of which values have been moved. */
	readonly #moved: ReadonlySet<number>;

	/** @param asTheyAre the search of the table with every value where it is; null where none has been moved */
	constructor(
		readonly input: FindInput,
		readonly search: Search,
		readonly asTheyAre: Search | null
	) {
		this.#moved = movedColumns(input);
	}

	isBanned(a: number, b: number): boolean {
		return this.#banned.has(a * 65536 + b);
	}

	/** Score that the next region must pass that is not clear. */
	leastScore(): number {
		const { threshold, spread } = this.input;
		return threshold + spread * ln(this.#unclear + 1);
	}

	isFull(): boolean {
		return this.regions.length >= this.input.limit;
	}

	/** Whether a region that moved values show passes where every value is where it is, by what those before it leave. */
	#standsAsIs({ region }: Candidate): boolean {
		if (this.asTheyAre === null || !region.some(({ column }) => this.#moved.has(column)))
			return true;
		return rescore(this.asTheyAre, region).score > this.input.threshold;
	}

	/** Takes a region in: as part of a broken relation, as a smear, or as a gap. False where it has been taken before. */
	take(candidate: Candidate, compensated: number): boolean {
		const { region, score } = candidate;
		const key = regionKey(region);
		if (this.#keys.has(key)) return false;
		this.#keys.add(key);
		if (!this.#standsAsIs(candidate)) {
			explainAway(this.search, region);
			return true;
		}
		if (score <= CLEAR) this.#unclear++;
		const weights = weigh(this.search.table, region);
		const relation = findBrokenRelation(this.search, region, weights);
		if (relation !== null) {
			this.relations.push({ ...relation, score });
			this.#banned.add(relation.columns[0] * 65536 + relation.columns[1]);
			return true;
		}
		const list = compensated >= SMEARED ? this.smeared : this.regions;
		list.push({ region, score, compensated });
		// A smear too is explained away, for its echoes would stand before the gaps.
		explainAway(this.search, region);
		if (this.asTheyAre !== null) explainAway(this.asTheyAre, region);
		return true;
	}

	findings(): Findings {
		const { regions, smeared, relations } = this;
		return { regions, smeared, relations };
	}
}
