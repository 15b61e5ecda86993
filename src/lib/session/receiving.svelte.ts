import { createContext } from 'svelte';
import { isLocked } from '$lib/analysis/share/fragment';
import type { FileMatch } from '$lib/analysis/share/match-files';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { ROLES, type DatasetPair, type Role, type Source } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import type { Findings, FrozenGroup, FrozenRegion, SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { keepSharedDraft, keptDraft } from './brief-drafts';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf } from './task';

/** An analysis that came by a link or a file. */
export interface ReceivedAnalysis {
	readonly state: 'open';
	/** The link it came by, locked where it was; null for a file. */
	readonly link: string | null;
	readonly recipe: Recipe;
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

/** A file that was given for a received recipe, and how it compares with the one named there. */
export interface GivenFile {
	readonly name: string;
	/** Null where the recipe names no such file. */
	readonly match: FileMatch | null;
}

/** What comes in by links and files. The root layout makes one; pages take it by `useReceiving()`. */
export class Receiving {
	readonly #session: Session;
	#received = $state.raw<Received>({ state: 'none' });
	#given = $state.raw<readonly GivenFile[]>([]);

	constructor(session: Session) {
		this.#session = session;
	}

	get received(): Received {
		return this.#received;
	}
	/** Files given for what was received, each once. */
	get given(): readonly GivenFile[] {
		return this.#given;
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
			await this.#open(await decodeLink(await unlockLink(link, passphrase)), link);
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
		this.#given = [];
	}

	/** Opens files for the received recipe, in any order: each is known by its content, then by its name. */
	async give(files: readonly File[]): Promise<void> {
		const { matchFile, sourcesOf } = await import('$lib/analysis/share/match-files');
		const { engine, signal } = await this.#session.context(new AbortController().signal);
		const opened: Partial<Record<Role, Source>> = {};
		const given: GivenFile[] = [];
		for (const file of files) {
			const source: Source = { kind: 'file', name: file.name, file };
			try {
				const { fingerprint } = await engine.open('offered', source, { signal });
				const match = matchFile({ name: file.name, fingerprint }, this.#wanted);
				given.push({ name: file.name, match });
				if (match) Object.assign(opened, sourcesOf(source, match, this.#wanted));
			} catch (error) {
				this.#fail(error);
				return;
			} finally {
				await engine.drop('offered');
			}
		}
		this.#note(given);
		if (Object.keys(opened).length > 0) this.#session.open(opened);
	}

	/** Opens the public tables that the received recipe names, for some roles. */
	load(roles: readonly Role[]): void {
		const sources = roles.flatMap((role): [Role, Source][] => {
			const wanted = this.#wanted[role];
			if (wanted?.url === undefined) return [];
			const { name, url, chosen } = wanted;
			return [[role, { kind: 'url', name, url, ...(chosen && { chosen }) }]];
		});
		this.#session.open(Object.fromEntries(sources));
	}

	/** Notes how the tables that are open now, given or loaded, compare with those that were shared. */
	async compare(pair: DatasetPair): Promise<void> {
		if (this.#received.state !== 'open') return;
		const { matchFile } = await import('$lib/analysis/share/match-files');
		const given = ROLES.map((role) => {
			const { name, fingerprint } = pair[role];
			return { name, match: matchFile({ name, fingerprint }, this.#wanted) };
		});
		// A table of another name and content was opened on purpose: it has nothing to do with what was shared.
		this.#note(given.filter(({ match }) => match !== null));
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

	#note(given: readonly GivenFile[]): void {
		const isAnew = (name: string) => given.some((one) => one.name === name);
		this.#given = [...this.#given.filter(({ name }) => !isAnew(name)), ...given];
	}

	#fail(error: unknown): void {
		this.#received = { state: 'failed', error: asLacunaError(error) };
	}

	async #open(shared: SharedAnalysis, link: string | null): Promise<void> {
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
		this.#given = [];
		this.#received = {
			...{ state: 'open', link, recipe, findings, regions, groups },
			...{ draft: draft ?? null, hasOwnDraft }
		};
		if (this.#isOfOpenFiles(recipe)) this.#session.update(recipe);
		else this.#session.restore(recipe);
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
