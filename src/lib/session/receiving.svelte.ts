import { createContext } from 'svelte';
import { isLocked } from '$lib/analysis/share/fragment';
import type { Lock } from '$lib/analysis/share/lock';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { ROLES } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import type { Findings, FrozenGroup, FrozenRegion, SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { keepSharedDraft, keptDraft } from './brief-drafts';
import { withOwnDecisions } from './own-decisions';
import { ReceivedFiles } from './received-files.svelte';
import { SampleOpening } from './sample-opening.svelte';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf } from './task';

/** An analysis that came by a link or a file. */
export interface ReceivedAnalysis {
	readonly state: 'open';
	/** The link it came by, locked where it was; null for a file. */
	readonly link: string | null;
	readonly recipe: Recipe;
	/** The same with what this browser keeps beside its address: what the session went on with. */
	readonly taken: Recipe;
	readonly findings: Findings | null;
	/** The findings' regions in words. */
	readonly regions: readonly { readonly words: string; readonly frozen: FrozenRegion }[];
	/** Groups of single rows in words. */
	readonly groups: readonly { readonly words: string; readonly group: FrozenGroup }[];
	/** A draft of the brief that came along; null without one. */
	readonly draft: BriefPlan | null;
	/** Whether this browser keeps another draft for the same human file, which is left as it is. */
	readonly hasOwnDraft: boolean;
}

/** What has come by a link or a file. */
export type Received =
	| { readonly state: 'none' }
	| { readonly state: 'locked'; readonly link: string; readonly error: LacunaError | null }
	| { readonly state: 'failed'; readonly error: LacunaError }
	| ReceivedAnalysis;

/** What comes in by links and files. The root layout makes one; pages take it by `useReceiving()`. */
export class Receiving {
	readonly #session: Session;
	#received = $state.raw<Received>({ state: 'none' });
	#lock: Lock | null = null;
	/** Files given for what was received. */
	readonly files: ReceivedFiles;
	/** A shipped sample, where one is named instead of files. */
	readonly samples: SampleOpening;

	constructor(session: Session) {
		this.#session = session;
		this.samples = new SampleOpening(session);
		this.files = new ReceivedFiles(session, () => this.#wanted);
	}

	get received(): Received {
		return this.#received;
	}
	/** The lock that the session's recipe came under: it is not to stand in the open since. Null for none. */
	get lock(): Lock | null {
		return this.#lock;
	}

	/** Takes over what a fragment of ours holds; asks for the passphrase where it is locked. */
	async receive(fragment: string): Promise<void> {
		if (isLocked(fragment)) {
			this.#received = { state: 'locked', link: fragment, error: null };
			return;
		}
		try {
			const { decodeLink } = await import('$lib/analysis/share/link');
			await this.#open(await decodeLink(fragment), fragment);
		} catch (error) {
			this.#fail(error);
		}
	}

	/** Opens the locked link that was received. */
	async unlock(passphrase: string): Promise<void> {
		if (this.#received.state !== 'locked') return;
		const { link } = this.#received;
		try {
			const [{ decodeLink }, { unlockLink }] = await Promise.all([
				import('$lib/analysis/share/link'),
				import('$lib/analysis/share/lock')
			]);
			const { link: inside, lock } = await unlockLink(link, passphrase);
			await this.#open(await decodeLink(inside), link, lock);
		} catch (error) {
			this.#received = { state: 'locked', link, error: asLacunaError(error) };
		}
	}

	/** Takes over a `.lacuna.json` file. */
	async receiveFile(file: File): Promise<void> {
		try {
			const { fromLacunaFile } = await import('$lib/analysis/share/lacuna-file');
			const content = fromLacunaFile(await file.text(), file.name);
			if (content.kind === 'open') await this.#open(content.analysis, null);
			else this.#received = { state: 'locked', link: content.link, error: null };
		} catch (error) {
			this.#fail(error);
		}
	}

	/** Puts away what was received; the recipe stays. */
	dismiss(): void {
		this.#received = { state: 'none' };
		this.files.forget();
	}

	/** Another page is shown: what failed, and files that were none of those needed, are told no longer. */
	moveOn(): void {
		if (this.#received.state === 'failed') this.dismiss();
		else this.files.forgetStrays();
	}

	/** Takes the draft that came along instead of the one that the browser keeps. */
	async useDraft(): Promise<void> {
		const received = this.#received;
		if (received.state !== 'open' || received.draft === null) return;
		await keepSharedDraft(received.recipe, received.draft);
		this.#received = { ...received, hasOwnDraft: false };
	}

	/** The sources that files are compared with: once files are open, the session's recipe names those. */
	get #wanted(): Recipe['sources'] {
		const received = this.#received;
		return received.state === 'open' ? received.recipe.sources : this.#session.recipe.sources;
	}

	#fail(error: unknown): void {
		this.#received = { state: 'failed', error: asLacunaError(error) };
	}

	async #open(
		shared: SharedAnalysis,
		link: string | null,
		lock: Lock | null = null
	): Promise<void> {
		const { recipe, findings, draft, open } = shared;
		const { regionWords } = await import('$lib/analysis/gaps/region-words');
		const regions = (findings?.regions ?? []).map((frozen) => ({
			words: regionWords(frozen.region),
			frozen
		}));
		const groups = (findings?.cases?.groups ?? []).map((group) => ({
			words: regionWords(group.region),
			group
		}));
		const own = draft ? await keptDraft(recipe) : null;
		if (draft && !own) await keepSharedDraft(recipe, draft);
		const hasOwnDraft = own !== null && JSON.stringify(own) !== JSON.stringify(draft);
		this.files.forget();
		const taken = link === null ? recipe : await withOwnDecisions(recipe, link);
		this.#received = {
			...{ state: 'open', link, recipe, taken, findings, regions, groups },
			...{ draft: draft ?? null, hasOwnDraft }
		};
		if (this.#isOfOpenFiles(recipe)) {
			// Undo brings back what was locked before.
			this.#lock = lock ?? this.#lock;
			this.#session.update(taken);
		} else {
			this.#lock = lock;
			this.#session.restore(taken);
		}
		this.#session.selectedId = open ?? null;
	}

	/** Whether a recipe names the very files that are open: taking it over can be undone then. */
	#isOfOpenFiles({ sources }: Recipe): boolean {
		const pair = valueOf(this.#session.tasks.open);
		return (
			pair !== null &&
			ROLES.every((role) => sources[role]?.fingerprint?.sha256 === pair[role].fingerprint.sha256)
		);
	}
}

export const [useReceiving, provideReceiving] = createContext<Receiving>();
