import { createStore, del, get, set } from 'idb-keyval';
import type { Brief } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Recipe } from '$lib/terms/recipe';

/** What the browser keeps of a brief until it is discarded. */
export interface StoredDraft {
	/** As it was written; read again through its schema. */
	readonly plan: unknown;
	/** Saved versions, oldest first. */
	readonly versions: readonly Brief[];
	/** Chosen regions in the brief's order; read again through their schema. Absent in drafts of earlier versions. */
	readonly chosen?: unknown;
}

const store = () => createStore('lacuna-briefs', 'drafts');

/** The draft kept under a key, or null. Null as well where the browser keeps nothing. */
export async function loadDraft(key: string): Promise<StoredDraft | null> {
	try {
		return (await get<StoredDraft>(key, store())) ?? null;
	} catch {
		return null;
	}
}

/** Keeps a draft; false where the browser refuses, as in some private windows. */
export async function saveDraft(key: string, draft: StoredDraft): Promise<boolean> {
	try {
		await set(key, draft, store());
		return true;
	} catch {
		return false;
	}
}

/** Forgets a draft. */
export async function discardDraft(key: string): Promise<void> {
	try {
		await del(key, store());
	} catch {
		// Where the browser keeps nothing, there is nothing to forget.
	}
}

/** The draft that the browser keeps for a recipe's human file; null without one. */
export async function keptDraft({ sources }: Recipe): Promise<BriefPlan | null> {
	const key = sources.human?.fingerprint?.sha256;
	const stored = key === undefined ? null : await loadDraft(key);
	if (stored === null) return null;
	const { draftFromJson } = await import('$lib/analysis/brief/draft-json');
	return draftFromJson(stored.plan);
}

/** Keeps a draft that came by a link for a recipe's human file. */
export async function keepSharedDraft({ sources }: Recipe, plan: BriefPlan): Promise<void> {
	const key = sources.human?.fingerprint?.sha256;
	if (key !== undefined) await saveDraft(key, { plan, versions: [] });
}
