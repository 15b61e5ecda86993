import { createContext } from 'svelte';
import { isoToday } from '$lib/analysis/verify/iso-day';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { LacunaError } from '$lib/terms/error';
import { SMALL_COUNT_FLOOR, type Findings, type SharedAnalysis } from '$lib/terms/findings';
import type { LinkItem } from '$lib/terms/link-item';
import { isOfRow, withoutRowJudgements, type Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { keptDraft } from './brief-drafts';
import { foundRegions } from './found-regions';
import type { Receiving } from './receiving.svelte';
import type { Session } from './session.svelte';
import { valueOf } from './task';

/** Parts of a parcel that may be left out. */
export interface Wanted {
	readonly findings: boolean;
	readonly draft: boolean;
	/** Judgements of single rows, which name them by their number. */
	readonly rowJudgements: boolean;
}

/** What the analysis has still to find. */
type Awaited = 'gaps' | 'cases' | null;

/** What is about to be shared. */
export interface Parcel {
	readonly shared: SharedAnalysis;
	/** From `#` on. */
	readonly link: string;
	readonly items: readonly LinkItem[];
	/** Which of what may be left out there is, in the parcel or left out of it. */
	readonly has: Wanted;
	/** What was still looked for when it was put together: nothing of that is in it. */
	readonly awaited: Awaited;
	/** Regions and verdicts that too few human rows stand behind, and that stay here. */
	readonly withheld: number;
	/** Longest address that mail and chat carry safely, and longest fragment that is read, in characters. */
	readonly limits: { readonly safe: number; readonly read: number };
}

/** What goes out by links, files and reports. The root layout makes one; pages take it by `useSharing()`. */
export class Sharing {
	readonly #session: Session;
	readonly #receiving: Receiving;

	constructor(session: Session, receiving: Receiving) {
		this.#session = session;
		this.#receiving = receiving;
	}

	/** Whether there is anything to share. */
	get canShare(): boolean {
		return valueOf(this.#session.tasks.open) !== null;
	}

	/** What is being looked for, and no parcel can hold yet; null where no search is under way. */
	get awaited(): Awaited {
		const { progress } = this.#session;
		if (progress === null) return null;
		return progress.stage === 'cases' ? 'cases' : 'gaps';
	}

	/**
	 * What sharing now would tell, kept to the small-count floor: with findings once there are any, and with the draft
	 * of the brief that the browser keeps for the human file; with judgements of single rows only where asked for.
	 */
	async compose(wanted: Wanted): Promise<Parcel> {
		const [link, { listLinkItems }] = await Promise.all([
			import('$lib/analysis/share/link'),
			import('$lib/analysis/share/link-items')
		]);
		const { awaited } = this;
		const { tasks } = this.#session;
		const findings = wanted.findings ? await this.freeze() : null;
		const kept = await keptDraft(this.#session.recipe).catch(() => null);
		const { recipe, draft, withheld } = await this.shareable(kept);
		const shared: SharedAnalysis = {
			recipe: wanted.rowJudgements ? recipe : withoutRowJudgements(recipe),
			findings,
			...(draft && wanted.draft && { draft })
		};
		return {
			shared,
			link: await link.encodeLink(shared),
			items: await listLinkItems(shared),
			has: {
				findings: valueOf(tasks.gaps) !== null,
				draft: draft !== undefined,
				rowJudgements: Object.keys(recipe.judgements).some(isOfRow)
			},
			awaited,
			withheld: withheld + (findings?.withheld ?? 0),
			limits: { safe: link.LONG_LINK_CHARACTERS, read: link.MAX_LINK_CHARACTERS }
		};
	}

	/** The findings of the session's analysis as of today; null while there are none, or too few people for any. */
	async freeze(): Promise<Findings | null> {
		const { tasks, recipe } = this.#session;
		const open = valueOf(tasks.open);
		const profile = valueOf(tasks.profile);
		const gaps = valueOf(tasks.gaps);
		if (!open || !profile || !gaps || open.human.rowCount < SMALL_COUNT_FLOOR) return null;
		const { freezeFindings } = await import('$lib/analysis/verify/freeze');
		const cases = valueOf(tasks.cases);
		const analysis = { open, profile, gaps, ...(cases && { cases }) };
		return freezeFindings(analysis, recipe, isoToday(), await this.#context());
	}

	/** A link that only the passphrase opens. */
	async lock(link: string, passphrase: string): Promise<string> {
		const { makeLock } = await import('$lib/analysis/share/lock');
		return (await makeLock(passphrase)).seal(link);
	}

	/** A link under the lock that the analysis came under; null where it came in the open. */
	async lockAgain(link: string): Promise<string | null> {
		return this.#receiving.lock?.seal(link) ?? null;
	}

	/** The text of a `.lacuna.json` file: the parcel, or a locked link of it. */
	async fileText({ shared }: Parcel, lockedLink: string | null): Promise<string> {
		const { toLacunaFile, toLockedFile } = await import('$lib/analysis/share/lacuna-file');
		return lockedLink === null ? toLacunaFile(shared) : toLockedFile(lockedLink);
	}

	/** The stand-alone HTML report of a parcel with findings. */
	async reportText(shared: SharedAnalysis, findings: Findings): Promise<string> {
		const [{ buildHtmlReport }, { reportExtras }] = await Promise.all([
			import('$lib/analysis/share/html-report'),
			import('$lib/analysis/share/html-report/extras')
		]);
		const { tasks } = this.#session;
		const [open, profile] = [valueOf(tasks.open), valueOf(tasks.profile)];
		const [encode, gaps] = [valueOf(tasks.encode), valueOf(tasks.gaps)];
		if (!open || !profile || !encode || !gaps)
			throw new LacunaError('usage', 'The report waits for the search to end.', {
				hint: 'Ask for it again once the gaps are there.'
			});
		const told = { ...shared, findings };
		const analysis = { open, profile, encode, gaps };
		return buildHtmlReport(told, await reportExtras(told, analysis, await this.#context()));
	}

	/** The recipe, and a draft of its brief, as far as they may be told; the files have to be open. */
	async shareable(draft: BriefPlan | null) {
		const { recipe, tasks } = this.#session;
		const pair = valueOf(tasks.open);
		if (pair === null) throw new RangeError('Without the files nobody can count.');
		const { makeShareable } = await import('$lib/analysis/verify/shareable');
		const decided = { recipe, ...(draft && { draft }) };
		return makeShareable(decided, this.#judged(recipe, draft), pair, await this.#context());
	}

	/** Regions of findings that were judged, or that the draft speaks of. */
	#judged({ judgements }: Recipe, draft: BriefPlan | null): readonly Region[] {
		const isMeant = ({ id }: { readonly id: string }) =>
			id in judgements || id in (draft?.regions ?? {});
		return foundRegions(this.#session.tasks)
			.filter(isMeant)
			.map(({ region }) => region);
	}

	#context(): Promise<RunContext> {
		return this.#session.context(new AbortController().signal);
	}
}

export const [useSharing, provideSharing] = createContext<Sharing>();
