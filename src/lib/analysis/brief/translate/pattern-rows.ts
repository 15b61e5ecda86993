import type { Sensitivity } from '$lib/terms/brief';
import type { ConditionClass } from '$lib/terms/brief-plan';

/** What a column's name says of it. */
export interface ColumnPattern {
	readonly id: string;
	readonly name: RegExp;
	readonly class: ConditionClass;
	/** Filters to try, best first; `income` stands for those of the study's currency. */
	readonly filters: readonly string[];
	readonly sensitivity: Sensitivity;
	/** What the class rests on, for people. */
	readonly note: string;
	/** The question that asks for it, where the name alone makes a poor one. */
	readonly ask?: string;
}

type Row = readonly [
	id: string,
	name: RegExp,
	note: string,
	options?: {
		readonly filters?: readonly string[];
		readonly sensitivity?: Sensitivity;
		readonly ask?: string;
	}
];

/** The patterns of one class, most of them of one sensitivity, in the order in which they are tried. */
export function patterns(
	cls: ConditionClass,
	sensitivity: Sensitivity,
	rows: readonly Row[]
): readonly ColumnPattern[] {
	return rows.map(([id, name, note, options = {}]) => ({
		id,
		name,
		class: cls,
		filters: options.filters ?? [],
		sensitivity: options.sensitivity ?? sensitivity,
		note,
		...(options.ask === undefined ? {} : { ask: options.ask })
	}));
}
