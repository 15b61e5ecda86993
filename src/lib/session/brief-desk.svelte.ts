import { createContext } from 'svelte';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { briefBlocks } from '$lib/analysis/brief/export/brief-blocks';
import {
	exportOne,
	type ExportFile,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import {
	readFilterList,
	verifyFilters,
	type FilterCheck,
	type FilterList
} from '$lib/analysis/brief/export/verify-filters';
import { briefFacts, type BriefFacts } from '$lib/analysis/brief/facts';
import { regionOverlaps, type RegionOverlaps } from '$lib/analysis/brief/region-overlaps';
import type { AskedRegion } from '$lib/analysis/brief/settle-region';
import { firstAskable, sketchBrief, type BriefSketch } from '$lib/analysis/brief/sketch-brief';
import { draftFromJson } from '$lib/analysis/brief/draft-json';
import { parseRecipe } from '$lib/analysis/share/recipe-schema';
import type { Brief } from '$lib/terms/brief';
import type { BriefPlan, KindPlan, RegionPlan } from '$lib/terms/brief-plan';
import type { CaseGroup } from '$lib/terms/case';
import type { LacunaError } from '$lib/terms/error';
import type { Gap } from '$lib/terms/gap';
import { ChosenRegions } from './chosen-regions.svelte';
import { DraftKeeper } from './draft-keeper.svelte';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf } from './task';
import type { View } from './view.svelte';

function withoutUndefined(values: object): object {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * The brief being written: the regions chosen in the session, the person's plan with its history, and the brief
 * that follows from both. The plan is kept in the browser under the human file's fingerprint.
 */
export class BriefDesk {
	readonly #session: Session;
	readonly #chosen: ChosenRegions;
	readonly #plan: View<BriefPlan>;
	#versions = $state.raw<readonly Brief[]>([]);
	#filters = $state.raw<FilterList | null>(null);
	readonly #keeper = new DraftKeeper(() => ({
		plan: this.plan,
		versions: this.#versions,
		chosen: this.#session.recipe.chosen
	}));

	constructor(session: Session) {
		this.#session = session;
		this.#chosen = new ChosenRegions(session);
		this.#plan = session.view<BriefPlan>(DEFAULT_PLAN);
	}

	readonly facts = $derived.by((): BriefFacts | null => {
		const { open, profile, encode } = this.#session.tasks;
		const [pair, columns, encoded] = [valueOf(open), valueOf(profile), valueOf(encode)];
		if (pair === null || columns === null || encoded === null) return null;
		return briefFacts(pair, columns, encoded, this.#session.recipe.judgements);
	});

	/** Gaps that the search found, in rank order. */
	get gaps(): readonly Gap[] {
		return this.#chosen.gaps;
	}
	/** Groups of cases, once they were searched for. */
	get groups(): readonly CaseGroup[] {
		return this.#chosen.groups;
	}
	/** Chosen regions that are measured, in the brief's order. */
	get regions(): readonly AskedRegion[] {
		return this.#chosen.measured;
	}
	/** Chosen regions that could not be measured, with why. */
	get failures(): readonly LacunaError[] {
		return this.#chosen.failures;
	}

	/** Human rows in each two of the chosen regions, for people who serve several. */
	readonly #overlaps = $derived.by((): RegionOverlaps | null => {
		const encoded = valueOf(this.#session.tasks.encode);
		return encoded === null ? null : regionOverlaps(encoded, this.regions);
	});

	readonly brief = $derived.by((): Brief | null =>
		this.facts === null || this.#overlaps === null || this.regions.length === 0
			? null
			: draftBrief(this.regions, { ...this.facts, overlaps: this.#overlaps }, this.plan)
	);

	/** What the platform's own list says of the brief's filter ids as they stand; null where none was pasted. */
	readonly filterCheck = $derived.by((): FilterCheck | null =>
		this.brief === null || this.#filters === null ? null : verifyFilters(this.brief, this.#filters)
	);

	/** The brief as a document, for print. */
	readonly blocks = $derived(this.brief === null ? [] : briefBlocks(this.brief));

	get plan(): BriefPlan {
		return this.#plan.value;
	}
	/** Saved versions, oldest first. */
	get versions(): readonly Brief[] {
		return this.#versions;
	}
	/** Whether the browser keeps the draft. */
	get isKept(): boolean {
		return this.#keeper.isKept;
	}

	/** The first gaps that a brief can ask for and that no verdict sets aside, in rank order. */
	firstAskable(most: number): readonly Gap[] {
		return this.facts === null ? [] : firstAskable(this.gaps, this.facts, this.plan, most);
	}

	/** What a brief for these findings would ask for; null before the tables are read. */
	sketch(findings: readonly AskedRegion[]): BriefSketch | null {
		const encoded = valueOf(this.#session.tasks.encode);
		if (this.facts === null || encoded === null) return null;
		const overlaps = regionOverlaps(encoded, findings);
		return sketchBrief(findings, { ...this.facts, overlaps }, this.plan);
	}

	/** Changes the plan; can be undone. */
	update(patch: Partial<BriefPlan>): void {
		this.#plan.set({ ...this.plan, ...patch }, null);
	}

	/** Changes numbers or switches of one part of the plan. */
	set<Part extends 'texts' | 'people' | 'pay' | 'quality' | 'acceptance' | 'ethics'>(
		part: Part,
		patch: Partial<BriefPlan[Part]>
	): void {
		this.update({ [part]: { ...this.plan[part], ...patch } });
	}

	/** Changes what is written for one region; undefined values fall back to what is computed. */
	setRegion(id: string, patch: { [K in keyof RegionPlan]: RegionPlan[K] | undefined }): void {
		const region = withoutUndefined({ ...this.plan.regions[id], ...patch });
		this.update({ regions: { ...this.plan.regions, [id]: region } });
	}

	/** Changes what is known of people who serve several regions; undefined values fall back to what is computed. */
	setKind(id: string, patch: { [K in keyof KindPlan]: KindPlan[K] | undefined }): void {
		const kind = withoutUndefined({ ...this.plan.kinds[id], ...patch });
		this.update({ kinds: { ...this.plan.kinds, [id]: kind } });
	}

	/** Moves a chosen region up (−1) or down (1) in the brief. */
	move(id: string, by: -1 | 1): void {
		this.#chosen.move(id, by);
	}

	/** Takes up the draft kept for the open human file. */
	async takeUp(): Promise<void> {
		const key = this.facts?.sources.human.fingerprint?.sha256 ?? null;
		const stored = await this.#keeper.takeUp(key);
		if (stored === null) return;
		// Versions that earlier builds saved do not say which regions overlap.
		this.#versions = stored.versions.map((version) => ({ ...{ overlaps: [] }, ...version }));
		try {
			this.#plan.restart(draftFromJson(stored.plan));
			// What was chosen in this visit, or came by a link, goes before what was chosen in an earlier one.
			const { recipe } = this.#session;
			if (recipe.chosen.length === 0 && stored.chosen !== undefined)
				this.#session.update({ chosen: parseRecipe({ ...recipe, chosen: stored.chosen }).chosen });
		} catch (error) {
			this.#session.say(asLacunaError(error).message);
		}
	}

	/** Counts the chosen regions that no search found. */
	async measureChosen(): Promise<void> {
		await this.#chosen.measureMissing();
	}

	/** Freezes the brief as it stands as a new version. */
	saveVersion(note: string): void {
		if (this.brief === null) return;
		const entry = { version: this.plan.log.length + 1, note, hash: this.brief.hash };
		this.#versions = [...this.#versions, this.brief];
		this.update({ log: [...this.plan.log, entry] });
		this.#session.say(`Saved as version ${entry.version}.`);
	}

	/** Begins anew: the draft and its versions are forgotten. */
	async discard(): Promise<void> {
		this.#plan.restart(DEFAULT_PLAN);
		this.#versions = [];
		await this.#keeper.forget();
	}

	/** Takes the platform's own list, as pasted, against which filter ids are held. @throws {@link LacunaError} */
	verify(pasted: string): void {
		this.#filters = readFilterList(pasted);
	}

	/** One file of a format, or a zip of all; null where the format has nothing to say. */
	async export(format: ExportFormat | 'all'): Promise<ExportFile | null> {
		if (this.brief === null) return null;
		return exportOne(this.brief, format, { isVerified: this.filterCheck?.isVerified ?? false });
	}

	/** Writes the draft down once the choice of regions or the plan has changed. */
	keep(): void {
		this.#keeper.keep();
	}

	/** Writes the draft down at once, before the page goes. */
	flush(): void {
		this.#keeper.flush();
	}

	/** The page goes: the draft is written down, and its changes are no steps of undo any more. */
	leave(): void {
		this.flush();
		this.#plan.forget();
	}
}

export const [useDesk, provideDesk] = createContext<BriefDesk>();
