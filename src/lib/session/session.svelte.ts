import { createContext } from 'svelte';
import type { Analysis, FinishedStep } from '$lib/terms/analysis';
import { shownName, type ColumnRef } from '$lib/terms/column';
import type { Role, Source } from '$lib/terms/dataset';
import { plural } from '$lib/terms/figures';
import { EMPTY_RECIPE, type Judgement, type Recipe } from '$lib/terms/recipe';
import type { Progress, RunContext } from '$lib/terms/run';
import { AnalysisRun, type Tasks } from './analysis-run.svelte';
import { BriefRegions } from './brief-regions';
import { ComparisonTasks } from './comparison.svelte';
import { Neighbours } from './neighbours';
import { OwnRegions } from './own-regions.svelte';
import { OneFile } from './one-file.svelte';
import { TableRows } from './table-rows';
import { Versions } from './versions.svelte';
import { foundRegions } from './found-regions';
import { valueOf } from './task';
import { Timeline } from './timeline.svelte';
import { View } from './view.svelte';
import type { HowFar } from './share-done';
import type { RunDoors } from './run-doors';
import { withSources } from './with-sources';

/** What of a recipe decides the analysis; all else is the person's own work on its findings. */
const DECIDING = ['pairing', 'uses', 'settings'] as const;

/**
 * The live model behind every page: the recipe with its history, the opened files, and one task a step of the
 * analysis. The root layout makes one; pages take it by `useSession()`.
 */
export class Session {
	readonly #timeline = new Timeline(EMPTY_RECIPE);
	#sources = $state.raw<Readonly<Partial<Record<Role, Source>>>>({});
	#said = $state('');
	/** The finding that is open on the gaps page. */
	selectedId = $state<string | null>(null);
	#doors: Promise<RunDoors> | null = null;
	readonly #run = new AnalysisRun({
		context: (signal, onProgress) => this.context(signal, onProgress),
		onStep: (step) => this.#take(step),
		onEnd: () => {
			this.ownRegions.measure();
			void this.#adoptVerdicts();
		},
		say: (text) => this.say(text)
	});

	/** The measures of how far the tables are apart, run as asked for. */
	readonly comparison = new ComparisonTasks(this);
	/** Synthetic rows nearest to human ones. */
	readonly neighbours = new Neighbours(this);
	/** Versions of the synthetic table. */
	readonly versions = new Versions(this);
	/** A file that may hold both tables. */
	readonly oneFile = new OneFile(this);
	/** Regions that the brief asks for. */
	readonly briefRegions = new BriefRegions(this);
	/** Regions that the person names. */
	readonly ownRegions = new OwnRegions(this);
	/** Rows of the open tables, read when they are looked at. */
	readonly rows = new TableRows(this);

	/** The only input of the analysis beside the files, and the only thing that is shared. Frozen. */
	get recipe(): Recipe {
		return this.#timeline.recipe;
	}
	get canUndo(): boolean {
		return this.#timeline.canUndo;
	}
	get canRedo(): boolean {
		return this.#timeline.canRedo;
	}
	get sources(): Readonly<Partial<Record<Role, Source>>> {
		return this.#sources;
	}
	/** One task a step. A step that is done keeps its value until a new run begins. */
	get tasks(): Tasks {
		return this.#run.tasks;
	}
	/** The latest thing that screen readers are told. */
	get said(): string {
		return this.#said;
	}
	/** How far the running analysis has come; null where none runs. */
	get progress(): Progress | null {
		return this.#run.progress;
	}
	/** The same as a share of the time of the part under way, the gaps or the cases after them. */
	get howFar(): HowFar {
		return this.#run.howFar;
	}

	/** Changes the recipe; the one way to do so. It can be undone. */
	update(patch: Partial<Recipe>): void {
		this.#follow(() => this.#timeline.decide({ ...this.recipe, ...patch }));
	}

	/** A column or text measure by the name that the person gave it, else its own. */
	nameOf(ref: ColumnRef): string {
		return shownName(ref, this.recipe.names);
	}

	/** Names a column for the page and its reports; its own name, or none, takes a given name back. */
	rename(column: string, name: string): void {
		const after = name.trim() || column;
		if (after === this.nameOf({ column })) return;
		const others = Object.entries(this.recipe.names ?? {}).filter(([other]) => other !== column);
		this.update({
			names: Object.fromEntries(after === column ? others : [...others, [column, after]])
		});
		this.say(`${column} is called ${after}.`);
	}

	/** What a picture or list of a page looks at, to be undone like decisions while it is there. */
	view<T>(initial: T): View<T> {
		return new View(this.#timeline, initial);
	}

	undo(): void {
		if (!this.canUndo) return;
		this.#follow(() => this.#timeline.undo());
		this.say('Undone.');
	}

	redo(): void {
		if (!this.canRedo) return;
		this.#follow(() => this.#timeline.redo());
		this.say('Done again.');
	}

	/** Takes over a shared recipe as a new beginning, and runs it where both files are open. */
	restore(recipe: Recipe): void {
		this.#timeline.restart(recipe);
		this.ownRegions.forget();
		void this.run();
	}

	/** Opens files in their roles; with both there, the analysis begins. What was found before is dropped. */
	open(sources: Readonly<Partial<Record<Role, Source>>>): void {
		this.#run.forget();
		const isNewPair = sources.human !== undefined && sources.synthetic !== undefined;
		this.#place({ ...this.#sources, ...sources }, isNewPair);
		this.ownRegions.forget();
		void this.run();
	}

	/** Takes a file out of its role. */
	close(role: Role): void {
		this.#run.forget();
		this.#place({ ...this.#sources, [role]: undefined }, false);
	}

	#place(sources: Readonly<Partial<Record<Role, Source>>>, isNewPair: boolean): void {
		const before = this.#sources.synthetic;
		this.#sources = sources;
		this.versions.follow(before, sources.synthetic, isNewPair);
		const { human, synthetic } = sources;
		void this.oneFile.look(human && synthetic ? null : (human ?? synthetic ?? null));
	}

	/** Human becomes synthetic and the reverse. */
	swap(): void {
		const { human, synthetic } = this.#sources;
		this.cancel();
		this.#place(
			{ ...(synthetic && { human: synthetic }), ...(human && { synthetic: human }) },
			false
		);
		this.open({});
	}

	/** Begins to load the engine, so that it is ready when files are chosen. */
	prepare(): void {
		if (this.#doors) return;
		this.#doors = import('./run-doors').then(({ openRunDoors }) => openRunDoors());
		void import('$lib/analysis/analyse');
	}

	/** What a step of the analysis runs on. */
	async context(
		signal: AbortSignal,
		onProgress: (progress: Progress) => void = () => {}
	): Promise<RunContext> {
		this.prepare();
		return { ...(await this.#doors!), signal, onProgress };
	}

	/** Runs the analysis from the start; a run under way is given up. */
	async run(): Promise<void> {
		const { human, synthetic } = this.#sources;
		if (human && synthetic) await this.#run.begin({ human, synthetic }, this.recipe);
	}

	/** Gives up the run under way; steps that are done stay. */
	cancel(): void {
		this.#run.cancel();
	}

	/** Tells screen readers, politely. */
	say(text: string): void {
		// The same once more is no change, which nobody would hear.
		this.#said = text === this.#said ? `${text}\u00a0` : text;
	}

	/** Records the person's verdict on a finding; null takes it back. */
	judge(id: string, judgement: Judgement | null): void {
		const others = Object.entries(this.recipe.judgements).filter(([judged]) => judged !== id);
		const judged = judgement === null ? [] : [[id, judgement] as const];
		this.update({ judgements: Object.fromEntries([...others, ...judged]) });
	}

	#follow(change: () => void): void {
		const before = this.recipe;
		change();
		if (this.recipe === before) return;
		if (DECIDING.some((key) => before[key] !== this.recipe[key])) void this.run();
		else this.ownRegions.measure();
	}

	#take({ stage, result }: FinishedStep): void {
		if (stage === 'open') this.#nameSources(result);
		if (stage === 'firstLook' && result.length > 0)
			this.say(`At first look: ${plural(result.length, 'kind')} of rows.`);
		if (stage === 'cases') this.say(`${plural(result.cases.length, 'case')} found.`);
		if (stage !== 'gaps') return;
		this.say(`${plural(result.gaps.length, 'gap')} found.`);
		void this.#adoptVerdicts();
	}

	/** Verdicts on regions as they were shared hold for those that are found; that is no change that one undoes. */
	async #adoptVerdicts(): Promise<void> {
		const pair = valueOf(this.tasks.open);
		if (pair === null || Object.keys(this.recipe.judgements).length === 0) return;
		const { adoptVerdicts } = await import('$lib/analysis/verify/adopt-verdicts');
		const found = foundRegions(this.tasks).map(({ region }) => region);
		const { judgements } = this.recipe;
		const ctx = await this.context(new AbortController().signal);
		const adopted = await adoptVerdicts(judgements, found, pair, ctx);
		if (adopted === judgements || judgements !== this.recipe.judgements) return;
		this.#timeline.amend({ ...this.recipe, judgements: adopted });
	}

	/** The opened files belong to the recipe, but opening them is no change that one undoes. */
	#nameSources(opened: Analysis['open']): void {
		this.#timeline.amend(withSources(this.recipe, this.#sources, opened));
	}
}

export const [useSession, provideSession] = createContext<Session>();
