import { createStore, get, update } from 'idb-keyval';
import type { Recipe } from '$lib/terms/recipe';

/** What of a recipe a person decides about findings, rows and regions. */
export type Decisions = Pick<Recipe, 'ownRegions' | 'judgements' | 'chosen'>;

interface Entry {
	/** The address that the decisions belong to. */
	readonly fragment: string;
	/** The tab that wrote it last. */
	readonly tab: string;
	/** Null where it tells all: another tab may keep something for the same one. */
	readonly decisions: Decisions | null;
}

/** So many addresses are remembered, the latest first. */
const MOST_ENTRIES = 60;

const KEY = 'entries';
const store = () => createStore('lacuna-decisions', 'addresses');

/** Two tabs may show one address and go apart in what it does not tell: each finds its own again. */
let claimed: Promise<string> | null = null;
function tabName(): Promise<string> {
	claimed ??= claim(sessionStorage.getItem('lacuna-tab'));
	return claimed;
}

/** The name of an earlier visit, or a new one: a tab that was duplicated brings along the name of the first. */
async function claim(known: string | null): Promise<string> {
	const name = known !== null && (await hold(known)) ? known : crypto.randomUUID();
	if (name !== known) await hold(name);
	sessionStorage.setItem('lacuna-tab', name);
	return name;
}

/** Holds a name until this page goes; false where another tab holds it. Without locks (plain http) nobody can tell. */
function hold(name: string): Promise<boolean> {
	if (!('locks' in navigator)) return Promise.resolve(true);
	return new Promise((resolve, reject) => {
		const keep = (lock: Lock | null) => {
			resolve(lock !== null);
			return lock === null ? null : new Promise<void>(() => {});
		};
		navigator.locks.request(`lacuna-tab-${name}`, { ifAvailable: true }, keep).catch(reject);
	});
}

/**
 * Keeps in this browser what an address must not tell, since whoever copies it shares it: judgements of single rows,
 * and regions of too few people as they are. Null where the address tells all there is.
 * @returns false where there was something to keep, and the browser refused: its storage is full or switched off.
 */
export async function keepDecisions(
	fragment: string,
	decisions: Decisions | null
): Promise<boolean> {
	try {
		const tab = await tabName();
		await update<readonly Entry[]>(
			KEY,
			(entries = []) => {
				const others = entries.filter((one) => one.fragment !== fragment || one.tab !== tab);
				const isShown = others.some((one) => one.fragment === fragment);
				if (decisions === null && !isShown) return others;
				return [{ fragment, tab, decisions }, ...others].slice(0, MOST_ENTRIES);
			},
			store()
		);
		return true;
	} catch {
		return decisions === null;
	}
}

/** A recipe from an address with what this browser keeps for that: of this tab, else the latest of any. */
export async function withOwnDecisions(recipe: Recipe, fragment: string): Promise<Recipe> {
	try {
		const entries = ((await get<readonly Entry[]>(KEY, store())) ?? []).filter(
			(one) => one.fragment === fragment
		);
		const name = await tabName();
		const own = entries.find(({ tab }) => tab === name);
		const decisions = (own ?? entries[0])?.decisions ?? null;
		if (decisions === null) return recipe;
		const { parseRecipe } = await import('$lib/analysis/share/recipe-schema');
		return parseRecipe({ ...recipe, ...decisions });
	} catch {
		return recipe;
	}
}
