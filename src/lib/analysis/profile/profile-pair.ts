import {
	useOfType,
	type ColumnProfile,
	type ColumnType,
	type SideProfile
} from '$lib/terms/column';
import { ROLES, type ColumnPair, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { ownValue } from '$lib/terms/own-value';
import { chooseType, possibleTypes } from './choose-type';
import { collectFacts } from './collect-facts';
import type { ColumnFacts } from './column-facts';
import { columnWarnings } from './column-warnings';

/**
 * Profiles every pair of columns, in the pair's order: exact counts, the type they suggest or the recipe chooses, and
 * why. Distinct values are counted over all rows, but for columns of more than 50,000 rows with so many that their
 * number decides nothing. Columns whose types cannot be searched are not read; their facts are 0 and null.
 */
export async function profilePair(
	pair: DatasetPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<readonly ColumnProfile[]> {
	const readable = pair.columns.filter((columns) => possibleTypes(columns).length > 1);
	// While one table is counted, the other is read.
	const done: Record<Role, number> = { human: 0, synthetic: 0 };
	const collect = (role: Role) =>
		collectFacts(pair, role, readable, ctx, (share, message) => {
			done[role] = share;
			const all = (done.human + done.synthetic) / ROLES.length;
			ctx.onProgress({ stage: 'profile', done: all, message });
		});
	const [human, synthetic] = await Promise.all([collect('human'), collect('synthetic')]);
	const facts = { human, synthetic };
	ctx.onProgress({ stage: 'profile', done: 1, message: 'all columns are profiled' });
	return pair.columns.map((columns) => {
		const [human, synthetic] = [facts.human.get(columns), facts.synthetic.get(columns)];
		const chosen = ownValue(recipe.uses, columns.name);
		return human && synthetic
			? profileColumn(columns, { human, synthetic }, chosen)
			: unreadProfile(columns, pair, chosen);
	});
}

function profileColumn(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>>,
	chosen: ColumnType | undefined
): ColumnProfile {
	const sides = { human: sideProfile(facts.human), synthetic: sideProfile(facts.synthetic) };
	const guess = chooseType(pair, facts);
	const refusal = chosen === undefined ? null : refuseType(pair, facts, chosen);
	const isUseChosen = chosen !== undefined && refusal === null;
	const choice = isUseChosen ? { type: chosen, reason: 'You chose this type.' } : guess;
	const use = useOfType(choice.type);
	const warnings = columnWarnings(pair, use, facts);
	return {
		pair,
		...choice,
		use,
		isUseChosen,
		warnings: refusal === null ? warnings : [refusal, ...warnings],
		sides
	};
}

/** Why a chosen type is impossible, or null. */
function refuseType(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>>,
	chosen: ColumnType
): string | null {
	const possible = possibleTypes(pair, facts.human.distinct);
	if (!possible.includes(chosen)) {
		return `It cannot be used as ${chosen}: possible are ${possible.join(', ')}.`;
	}
	const isNegative = ROLES.some((role) => Number(facts[role].min) < 0);
	if (chosen === 'weight' && isNegative)
		return 'It cannot be used as weight: it has values below 0.';
	return null;
}

function unreadProfile(
	pair: ColumnPair,
	tables: DatasetPair,
	chosen: ColumnType | undefined
): ColumnProfile {
	const unread = (role: Role): SideProfile => ({
		rows: tables[role].rowCount,
		missing: 0,
		distinct: 0,
		min: null,
		max: null
	});
	const isUseChosen = chosen === 'ignored';
	const guess = chooseType(pair, null);
	return {
		pair,
		type: isUseChosen ? 'ignored' : guess.type,
		use: isUseChosen ? 'ignored' : useOfType(guess.type),
		isUseChosen,
		reason: guess.reason,
		warnings: [],
		sides: { human: unread('human'), synthetic: unread('synthetic') }
	};
}

function sideProfile(facts: ColumnFacts): SideProfile {
	const { rows, missing, distinct, distinctAmong, min, max } = facts;
	const isPartly = distinctAmong < rows - missing;
	return { rows, missing, distinct, ...(isPartly && { distinctAmong }), min, max };
}
