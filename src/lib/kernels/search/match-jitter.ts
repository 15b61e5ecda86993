import { streamSeed } from '$lib/kernels/random';
import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { relationOf, type FoundRelation } from './broken-relation';
import { coarsenAll } from './coarse';
import { JitterFit } from './fit-jitter';
import { Jitter } from './jitter';
import { Pace } from './pace';
import { countCellPairs } from './pair-tables';
import type { SearchInput } from './search-input';

/** Columns of so few levels tell no jitter. */
const LEAST_LEVELS = 20;
/** Not the recipe's: what a generator blurs is no matter of chance, and the list should not hang on it. */
const SEED = 1;

/** What a generator's jitter does to human data. */
export interface MatchedJitter {
	/** Columns that are moved, with their human codes moved likewise. */
	readonly columns: readonly { readonly column: number; readonly human: Uint8Array }[];
	/** For each of them the relation that this tears most. */
	readonly relations: readonly (FoundRelation & { readonly score: number })[];
}

/**
 * Human data blurred as the generator blurs, so that what its jitter tears apart is one finding, not a hundred, and holes
 * across it still show.
 */
function* matchJitter(table: SearchInput): Generator<number, MatchedJitter, void> {
	const { columns } = table;
	const pace = new Pace();
	const jitters = columns.map(({ kind, spread, levels }, at) =>
		kind === 'ordered' && spread > 0 && levels > LEAST_LEVELS
			? new Jitter(columns[at]!, streamSeed(SEED, `jitter ${at}`))
			: null
	);
	const fit = new JitterFit(table, jitters);
	const fitting = fit.fit(pace);
	while (fitting.next().done !== true) yield 0.5;
	const moved = [...columns.keys()].filter((at) => fit.widthOf(at) > 0);
	const matched = [];
	for (const column of moved) {
		if (pace.isDue()) yield 0.8;
		const human = jitters[column]!.move(columns[column]!.human, fit.widthOf(column));
		matched.push({ column, human });
	}
	return { columns: matched, relations: tornRelations(table, fit, moved) };
}

/** For each column that is moved the relation that this tears most, its short cells counted as the tables are. */
function tornRelations(
	table: SearchInput,
	fit: JitterFit,
	moved: readonly number[]
): MatchedJitter['relations'] {
	const { columns, rows } = table;
	const coarse = coarsenAll(columns);
	const perHuman = rows.synthetic / rows.human;
	const cells = (at: number, role: Role) =>
		columns[at]![role].map((code) => coarse[at]!.cellOf[code]!);
	const widthOf = (at: number) => fit.widthOf(at) * columns[at]!.spread;
	const found = new Map<string, MatchedJitter['relations'][number]>();
	for (const column of moved) {
		const { partner, score } = fit.mostTorn(column);
		const [a, b] = [Math.min(column, partner), Math.max(column, partner)];
		const count = (role: Role) =>
			countCellPairs(cells(a, role), cells(b, role), coarse[a]!.cells, coarse[b]!.cells);
		const counts = { h: count('human'), s: count('synthetic') };
		const torn = relationOf(coarse, [a, b], counts, perHuman, 1);
		if (torn === null) continue;
		found.set(`${a} ${b}`, { ...torn.relation, score, moved: [widthOf(a), widthOf(b)] });
	}
	return [...found.values()].sort((x, y) => y.score - x.score);
}

/** Finds which columns the generator jitters, by how much, and human codes jittered alike. */
export const matchJitterJob: Job<SearchInput, MatchedJitter> = {
	name: 'match-jitter',
	run: matchJitter
};
