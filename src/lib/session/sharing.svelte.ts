import { createContext } from 'svelte';
import { isLink, isLocked } from '$lib/analysis/share/fragment';
import { isoToday } from '$lib/analysis/verify/iso-day';
import type { FileMatch } from '$lib/analysis/share/match-files';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import {
	SMALL_COUNT_FLOOR,
	type Findings,
	type FrozenGroup,
	type FrozenRegion,
	type SharedAnalysis
} from '$lib/terms/findings';
import type { LinkItem } from '$lib/terms/link-item';
import { withoutRowJudgements, type Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { loadDraft, saveDraft } from './brief-drafts';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf } from './task';

/** What has come by a link or a file. */
export type Received =
	| { readonly state: 'none' }
	| { readonly state: 'locked'; readonly link: string; readonly error: LacunaError | null }
	| { readonly state: 'failed'; readonly error: LacunaError }
	| {
			readonly state: 'open';
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
	  };

/** A file that was offered for a received recipe, and how it compares with the one named there. */
export interface OfferedFile {
	readonly name: string;
	/** Null where the recipe names no such file. */
	readonly match: FileMatch | null;
}

/** What is about to be shared. */
export interface Parcel {
	readonly shared: SharedAnalysis;
	/** From `#` on. */
	readonly link: string;
	readonly items: readonly LinkItem[];
	/** Whether there is a draft of the brief, in the parcel or left out of it. */
	readonly hasDraft: boolean;
	/** Single rows that the person has judged, in the parcel or left out of it. */
	readonly judgedRows: number;
}

/** Links and files, out and in. The root layout makes one; pages take it by `useSharing()`. */
export class Sharing {
	readonly #session: Session;
	#received = $state.raw<Received>({ state: 'none' });
	#offered = $state.raw<readonly OfferedFile[]>([]);
	/** What the address showed of this session, however long ago. */
	#shown: readonly string[] = [];

	constructor(session: Session) {
		this.#session = session;
	}

	get received(): Received {
		return this.#received;
	}
	get offered(): readonly OfferedFile[] {
		return this.#offered;
	}
	/** Whether there is anything to share. */
	get canShare(): boolean {
		return valueOf(this.#session.tasks.open) !== null;
	}

	/**
	 * Takes over what a fragment holds; one that is none of ours is left alone. So is one that this session has shown:
	 * Back and Forward go from page to page, and what was decided since is taken back by undo alone.
	 */
	async receive(fragment: string): Promise<void> {
		if (!isLink(fragment) || this.#shown.includes(fragment)) return;
		if (isLocked(fragment)) {
			this.#received = { state: 'locked', link: fragment, error: null };
			return;
		}
		try {
			const { decodeLink } = await import('$lib/analysis/share/link');
			await this.#open(await decodeLink(fragment));
		} catch (error) {
			this.#received = { state: 'failed', error: asLacunaError(error) };
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
			await this.#open(await decodeLink(await unlockLink(link, passphrase)));
		} catch (error) {
			this.#received = { state: 'locked', link, error: asLacunaError(error) };
		}
	}

	/** Takes over a `.lacuna.json` file. */
	async receiveFile(file: File): Promise<void> {
		try {
			const { fromLacunaFile } = await import('$lib/analysis/share/lacuna-file');
			const content = fromLacunaFile(await file.text(), file.name);
			if (content.kind === 'open') await this.#open(content.analysis);
			else this.#received = { state: 'locked', link: content.link, error: null };
		} catch (error) {
			this.#received = { state: 'failed', error: asLacunaError(error) };
		}
	}

	/** Puts away what was received; the recipe stays. */
	dismiss(): void {
		this.#received = { state: 'none' };
		this.#offered = [];
	}

	/** Opens files for the received recipe, in any order: each is known by its content, then by its name. */
	async offer(files: readonly File[]): Promise<void> {
		const { matchFile, sourcesOf } = await import('$lib/analysis/share/match-files');
		const { engine, signal } = await this.#context();
		const received = this.#received;
		const { sources } = received.state === 'open' ? received.recipe : this.#session.recipe;
		const opened: Partial<Record<Role, Source>> = {};
		const offered: OfferedFile[] = [];
		for (const file of files) {
			const source: Source = { kind: 'file', name: file.name, file };
			try {
				const { fingerprint } = await engine.open('offered', source, { signal });
				const match = matchFile({ name: file.name, fingerprint }, sources);
				offered.push({ name: file.name, match });
				if (match) Object.assign(opened, sourcesOf(source, match, sources));
			} catch (error) {
				this.#received = { state: 'failed', error: asLacunaError(error) };
				return;
			} finally {
				await engine.drop('offered');
			}
		}
		const isAnew = (name: string) => offered.some((one) => one.name === name);
		this.#offered = [...this.#offered.filter(({ name }) => !isAnew(name)), ...offered];
		if (Object.keys(opened).length > 0) this.#session.open(opened);
	}

	/** Takes the draft that came along instead of the one that the browser keeps. */
	async useDraft(): Promise<void> {
		const received = this.#received;
		if (received.state !== 'open' || received.draft === null) return;
		await keepDraft(received.recipe, received.draft);
		this.#received = { ...received, hasOwnDraft: false };
	}

	/**
	 * What sharing now would tell, kept to the small-count floor: with findings once there are any, and with the draft
	 * of the brief that the browser keeps for the human file; with judgements of single rows only where asked for.
	 */
	async compose(withFindings: boolean, withDraft: boolean, withRows: boolean): Promise<Parcel> {
		const [{ encodeLink }, { listLinkItems }] = await Promise.all([
			import('$lib/analysis/share/link'),
			import('$lib/analysis/share/link-items')
		]);
		const findings = withFindings ? await this.freeze() : null;
		const draft = await this.#shareableDraft();
		const whole = await this.#shareable();
		const rowless = withoutRowJudgements(whole);
		const shared: SharedAnalysis = {
			...{ recipe: withRows ? whole : rowless, findings },
			...(draft && withDraft && { draft })
		};
		const link = await encodeLink(shared);
		const judged = ({ judgements }: Recipe) => Object.keys(judgements).length;
		return {
			...{ shared, link, items: await listLinkItems(shared), hasDraft: draft !== null },
			judgedRows: judged(whole) - judged(rowless)
		};
	}

	/** The findings of the session's analysis as of today; null while there are none. */
	async freeze(): Promise<Findings | null> {
		const { tasks, recipe } = this.#session;
		const open = valueOf(tasks.open);
		const profile = valueOf(tasks.profile);
		const gaps = valueOf(tasks.gaps);
		if (!open || !profile || !gaps) return null;
		const { freezeFindings } = await import('$lib/analysis/verify/freeze');
		const cases = valueOf(tasks.cases);
		const analysis = { open, profile, gaps, ...(cases && { cases }) };
		return freezeFindings(analysis, recipe, isoToday(), await this.#context());
	}

	/** A link that only the passphrase opens. */
	async lock(link: string, passphrase: string): Promise<string> {
		const { lockLink } = await import('$lib/analysis/share/lock');
		return lockLink(link, passphrase);
	}

	/** The text of a `.lacuna.json` file: the parcel, or a locked link of it. */
	async fileText({ shared }: Parcel, lockedLink: string | null): Promise<string> {
		const { toLacunaFile, toLockedFile } = await import('$lib/analysis/share/lacuna-file');
		return lockedLink === null ? toLacunaFile(shared) : toLockedFile(lockedLink);
	}

	/** The stand-alone HTML report of a parcel with findings. */
	async reportText(shared: SharedAnalysis, findings: Findings): Promise<string> {
		const [{ buildHtmlReport }, { reportBrief }] = await Promise.all([
			import('$lib/analysis/share/html-report'),
			import('$lib/analysis/share/report-brief')
		]);
		const ctx = await this.#context();
		const { tasks } = this.#session;
		const [open, profile, encode] = [
			valueOf(tasks.open),
			valueOf(tasks.profile),
			valueOf(tasks.encode)
		];
		const isKnown = open !== null && profile !== null && encode !== null;
		const brief = isKnown ? await reportBrief(shared, { open, profile, encode }, ctx) : null;
		const { version: engineVersion } = ctx.engine;
		return buildHtmlReport({ ...shared, findings }, { engineVersion, brief });
	}

	/** The fragment by which reload, Back and a second tab find the recipe again; null while no file is known. */
	async fragment(): Promise<string | null> {
		const { recipe } = this.#session;
		if (!recipe.sources.human && !recipe.sources.synthetic) return null;
		const { encodeLink } = await import('$lib/analysis/share/link');
		const open = this.#openFinding();
		const shared = { recipe: await this.#shareable(), findings: null, ...(open && { open }) };
		const fragment = await encodeLink(shared);
		if (!this.#shown.includes(fragment)) this.#shown = [...this.#shown, fragment];
		return fragment;
	}

	/** Whether a recipe names the very files that are open: taking it over can be undone then. */
	#isOfOpenFiles({ sources }: Recipe): boolean {
		const pair = valueOf(this.#session.tasks.open);
		return (
			pair !== null &&
			ROLES.every((role) => sources[role]?.fingerprint?.sha256 === pair[role].fingerprint.sha256)
		);
	}

	/** The gap that is open, unless fewer human rows than the floor stand behind it. */
	#openFinding(): string | null {
		const { selectedId, tasks } = this.#session;
		const gap = valueOf(tasks.gaps)?.gaps.find(({ id }) => id === selectedId);
		return gap && gap.human.count >= SMALL_COUNT_FLOOR ? gap.id : null;
	}

	async #open({ recipe, findings, draft, open }: SharedAnalysis): Promise<void> {
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
		if (draft && !own) await keepDraft(recipe, draft);
		const hasOwnDraft = own !== null && JSON.stringify(own) !== JSON.stringify(draft);
		this.#offered = [];
		this.#received = {
			...{ state: 'open', recipe, findings, regions, groups },
			...{ draft: draft ?? null, hasOwnDraft }
		};
		if (this.#isOfOpenFiles(recipe)) this.#session.update(recipe);
		else this.#session.restore(recipe);
		this.#session.selectedId = open ?? null;
	}

	/** The draft that the browser keeps for the open human file, as far as it may be told; null without one. */
	async #shareableDraft(): Promise<BriefPlan | null> {
		const { recipe, tasks } = this.#session;
		const pair = valueOf(tasks.open);
		const draft = await keptDraft(recipe).catch(() => null);
		if (!pair || draft === null) return null;
		const { shareableDraft } = await import('$lib/analysis/verify/freeze');
		return shareableDraft(draft, recipe, pair, await this.#context());
	}

	/** The recipe without what too few human rows stand behind; it needs the data only where it names regions. */
	async #shareable(): Promise<Recipe> {
		const { recipe, tasks } = this.#session;
		const pair = valueOf(tasks.open);
		if (!pair || recipe.chosen.length + recipe.ownRegions.length === 0) return recipe;
		const { shareableRecipe } = await import('$lib/analysis/verify/freeze');
		return shareableRecipe(recipe, pair, await this.#context());
	}

	#context(): Promise<RunContext> {
		return this.#session.context(new AbortController().signal);
	}
}

/** The draft that the browser keeps for a recipe's human file; null without one. */
async function keptDraft({ sources }: Recipe): Promise<BriefPlan | null> {
	const key = sources.human?.fingerprint?.sha256;
	const stored = key === undefined ? null : await loadDraft(key);
	if (stored === null) return null;
	const { draftFromJson } = await import('$lib/analysis/brief/draft-json');
	return draftFromJson(stored.plan);
}

async function keepDraft({ sources }: Recipe, plan: BriefPlan): Promise<void> {
	const key = sources.human?.fingerprint?.sha256;
	if (key !== undefined) await saveDraft(key, { plan, versions: [] });
}

export const [useSharing, provideSharing] = createContext<Sharing>();
