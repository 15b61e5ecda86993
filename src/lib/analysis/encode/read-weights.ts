import type { ColumnProfile } from '$lib/terms/column';
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { ownValue } from '$lib/terms/own-value';
import { readNumbers, type SearchedRows } from './read-column';
import { weightValueSql } from './value-sql';

/**
 * The weight of each searched row, where a weight column is in use; missing, negative and infinite weights count 0.
 * @throws {@link LacunaError} `columns-unusable` where a side's weights are all 0.
 */
export async function readWeights(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<Readonly<Record<Role, Float64Array | null>>> {
	const weights: Record<Role, Float64Array | null> = { human: null, synthetic: null };
	for (const role of ROLES) {
		const column = weightColumn(pair, profiles, recipe, role);
		if (column === undefined) continue;
		await ctx.engine.load(role, [column.name], { signal: ctx.signal });
		weights[role] = await readNumbers(weightValueSql(column), role, rows[role], ctx);
		if (weights[role].every((value) => value === 0))
			throw withoutWeight(pair[role].name, column.name);
	}
	return weights;
}

/** The column that weighs a side's rows: shared by both, or standing on this side alone. */
export function weightColumn(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	role: Role
) {
	const shared = profiles.find(({ use }) => use === 'weight');
	if (shared !== undefined) return shared.pair[role];
	const name = pair.unpaired[role].find((unpaired) => ownValue(recipe.uses, unpaired) === 'weight');
	return pair[role].columns.find((column) => column.name === name);
}

function withoutWeight(table: string, column: string): LacunaError {
	return new LacunaError(
		'columns-unusable',
		`${table} has no row with a weight above 0 in ${column}.`,
		{
			hint: `Choose another use for ${column} under Columns.`
		}
	);
}
