import type { ColumnProfile } from '$lib/terms/column';
import type { Fingerprint, Role } from '$lib/terms/dataset';
import type { ColumnValues } from './translate/screener';

/** A table as the brief names it. */
export interface SourceFacts {
	readonly name: string;
	readonly rows: number;
	readonly fingerprint: Fingerprint | null;
}

/** What the data say, beside the regions: the tables, and their columns with frequent values where known. */
export interface BriefFacts {
	readonly sources: Readonly<Record<Role, SourceFacts>>;
	readonly columns: readonly ColumnProfile[];
	/** Frequent human values of a column, as text, by the pair's name. */
	readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What is known of one column; nothing where it is not among them. */
export function knownOf(facts: BriefFacts, column: string): ColumnValues {
	return {
		profile: facts.columns.find(({ pair }) => pair.name === column) ?? null,
		values: facts.values[column] ?? []
	};
}
