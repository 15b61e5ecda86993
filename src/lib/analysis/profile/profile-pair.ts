import type { ColumnProfile, ColumnUse, SideProfile } from '$lib/terms/column';
import { ROLES, type ColumnPair, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { chooseUse, possibleUses } from './choose-use';
import { collectFacts } from './collect-facts';
import type { ColumnFacts } from './column-facts';
import { columnWarnings } from './column-warnings';

/**
 * Profiles every pair of columns, in the pair's order: exact counts, the use they suggest or the recipe chooses, and
 * why. Distinct values are counted over all rows, but for columns of more than 50,000 rows with so many that their
 * number decides nothing. Columns whose types cannot be searched are not read; their facts are 0 and null.
 */
export async function profilePair(
	pair: DatasetPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<readonly ColumnProfile[]> {
	const readable = pair.columns.filter((columns) => possibleUses(columns).length > 1);
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
		const chosen = Object.hasOwn(recipe.uses, columns.name) ? recipe.uses[columns.name] : undefined;
		return human && synthetic
			? profileColumn(columns, { human, synthetic }, chosen)
			: unreadProfile(columns, pair, chosen);
	});
}

function profileColumn(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>>,
	chosen: ColumnUse | undefined
): ColumnProfile {
	const sides = { human: sideProfile(facts.human), synthetic: sideProfile(facts.synthetic) };
	const guess = chooseUse(pair, facts);
	const refusal = chosen === undefined ? null : refuseUse(pair, facts, chosen);
	const isUseChosen = chosen !== undefined && refusal === null;
	const choice = isUseChosen ? { use: chosen, reason: 'You chose this use.' } : guess;
	const warnings = columnWarnings(pair, choice.use, facts);
	return {
		pair,
		...choice,
		isUseChosen,
		warnings: refusal === null ? warnings : [refusal, ...warnings],
		sides
	};
}

/** Why a chosen use is impossible, or null. */
function refuseUse(
	pair: ColumnPair,
	facts: Readonly<Record<Role, ColumnFacts>>,
	chosen: ColumnUse
): string | null {
	if (!possibleUses(pair).includes(chosen)) {
		return `It cannot be used as ${chosen}: possible are ${possibleUses(pair).join(', ')}.`;
	}
	const isNegative = ROLES.some((role) => Number(facts[role].min) < 0);
	if (chosen === 'weight' && isNegative)
		return 'It cannot be used as weight: it has values below 0.';
	return null;
}

function unreadProfile(
	pair: ColumnPair,
	tables: DatasetPair,
	chosen: ColumnUse | undefined
): ColumnProfile {
	const unread = (role: Role): SideProfile => ({
		rows: tables[role].rowCount,
		missing: 0,
		distinct: 0,
		min: null,
		max: null
	});
	const isUseChosen = chosen === 'ignored';
	const guess = chooseUse(pair, null);
	return {
		pair,
		use: isUseChosen ? 'ignored' : guess.use,
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
