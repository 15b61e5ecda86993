import type { ColumnProfile, ColumnUse, SideProfile } from '$lib/terms/column';
import {
	ROLES,
	type ColumnPair,
	type DatasetPair,
	type Role,
	type TableColumn
} from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { chooseUse, possibleUses } from './choose-use';
import { factsSql, readFacts, type ColumnFacts } from './column-facts';
import { columnWarnings } from './column-warnings';

/** Exact distinct counts hold every value of a column: so many values at a time fit the browser's memory. */
const VALUES_PER_QUERY = 2_000_000;
const MAX_COLUMNS_PER_QUERY = 16;
/** Share of the step that reading the columns takes, before they are counted. */
const LOAD_SHARE = 0.7;

/**
 * Profiles every pair of columns, in the pair's order: exact counts over all rows, the use they suggest or the
 * recipe chooses, and why. Columns whose types cannot be searched are not read; their facts are 0 and null.
 */
export async function profilePair(
	pair: DatasetPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<readonly ColumnProfile[]> {
	const readable = pair.columns.filter((columns) => possibleUses(columns).length > 1);
	const facts = {
		human: await collectFacts(pair, 'human', readable, ctx),
		synthetic: await collectFacts(pair, 'synthetic', readable, ctx)
	};
	ctx.onProgress({ stage: 'profile', done: 1, message: 'all columns are profiled' });
	return pair.columns.map((columns) => {
		const [human, synthetic] = [facts.human.get(columns), facts.synthetic.get(columns)];
		const chosen = Object.hasOwn(recipe.uses, columns.name) ? recipe.uses[columns.name] : undefined;
		return human && synthetic
			? profileColumn(columns, { human, synthetic }, chosen)
			: unreadProfile(columns, pair, chosen);
	});
}

async function collectFacts(
	pair: DatasetPair,
	role: Role,
	columns: readonly ColumnPair[],
	ctx: RunContext
): Promise<Map<ColumnPair, ColumnFacts>> {
	const { name, rowCount } = pair[role];
	const report = (done: number, message: string) =>
		ctx.onProgress({
			stage: 'profile',
			done: (ROLES.indexOf(role) + done) / ROLES.length,
			message
		});
	const facts = new Map<ColumnPair, ColumnFacts>();
	const names = columns.map((column) => column[role].name);
	const reading = `reading ${name}`;
	report(0, reading);
	await ctx.engine.load(role, names, {
		signal: ctx.signal,
		onProgress: (done) => report(done * LOAD_SHARE, reading)
	});
	const batchSize = Math.min(
		MAX_COLUMNS_PER_QUERY,
		Math.max(1, Math.floor(VALUES_PER_QUERY / rowCount))
	);
	for (let start = 0; start < columns.length; start += batchSize) {
		const batch = columns.slice(start, start + batchSize);
		const sides: readonly TableColumn[] = batch.map((column) => column[role]);
		const result = await ctx.engine.query(factsSql(role, sides), { signal: ctx.signal });
		readFacts(sides, rowCount, result).forEach((fact, i) => facts.set(batch[i]!, fact));
		const done = (start + batch.length) / columns.length;
		report(LOAD_SHARE + (1 - LOAD_SHARE) * done, `counting ${name}`);
	}
	return facts;
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

function sideProfile({ rows, missing, distinct, min, max }: ColumnFacts): SideProfile {
	return { rows, missing, distinct, min, max };
}
