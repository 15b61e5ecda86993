import type { Comparison } from '$lib/analysis/compare/compare-tables';
import type { Outcome } from '$lib/analysis/compare/measure-all';
import type { ComparisonFiles } from '$lib/analysis/share/comparison-files';
import type { PairTable } from '$lib/terms/compare';
import type { Measured, MeasureName } from '$lib/terms/measure';
import { DEFAULT_PATTERNS, type PatternChoice } from '$lib/terms/patterns';
import type { Compute } from '$lib/terms/compute';
import type { Source } from '$lib/terms/dataset';
import { isAbort } from '$lib/terms/error';
import type { RunContext } from '$lib/terms/run';
import type { Session } from './session.svelte';
import { asLacunaError, IDLE, PROGRESS_PACE_MS, valueOf, type Task } from './task';
import { Turns } from './turns';

/** Measures that hold the tables against a third one, which a person has to give. */
type Yardstick = 'population' | 'holdout';

type MeasureTasks = { readonly [Name in MeasureName]?: Task<Measured<Name>> };
type MeasuredParts = { readonly [Name in MeasureName]?: Measured<Name> | undefined };

/** Workers of its own, or every measure would wait for the search for gaps. */
const POOL = { least: 0, most: 2 };

/**
 * The measures of how far the two tables are apart, as the person looks at them or asks for them. Each is a task of its own; they
 * run one after another, because each wants the whole engine. What was measured stays until the columns, their
 * uses or the settings change.
 */
export class ComparisonTasks {
	readonly #session: Session;
	#tasks = $state.raw<MeasureTasks>({});
	#pairTable = $state.raw<Task<PairTable>>(IDLE);
	#yardsticks = $state.raw<Readonly<Partial<Record<Yardstick, Source>>>>({});
	#patterns = $state.raw(DEFAULT_PATTERNS);
	#parts = $state.raw<MeasuredParts>({});
	/** What the tasks answer: another analysis makes them void. */
	#basis = $state.raw<unknown>(null);
	#comparison: Comparison | null = null;
	#stopped: readonly MeasureName[] = [];
	#compute: Promise<Compute> | null = null;
	/** Never are two measures at work, because each wants the whole engine. */
	readonly #turns = new Turns();
	#runs: Readonly<Partial<Record<MeasureName, AbortController | undefined>>> = {};

	constructor(session: Session) {
		this.#session = session;
	}

	/** Whether there are two profiled tables to compare. */
	get isReady(): boolean {
		return valueOf(this.#session.tasks.profile) !== null;
	}
	/** The two columns that were looked at last, counted against each other. */
	get pairTable(): Task<PairTable> {
		return this.#isCurrent ? this.#pairTable : IDLE;
	}

	/** The third tables that are given, by the measure that needs them. */
	get yardsticks(): Readonly<Partial<Record<Yardstick, Source>>> {
		return this.#yardsticks;
	}
	/** Over which columns patterns are sought, and from which counts on. */
	get patterns(): PatternChoice {
		return this.#patterns;
	}

	get #isCurrent(): boolean {
		return this.#basis === valueOf(this.#session.tasks.profile);
	}

	/** The task of a measure; a running one without progress waits for its turn. */
	task<Name extends MeasureName>(name: Name): Task<Measured<Name>> {
		return (this.#isCurrent && (this.#tasks[name] as Task<Measured<Name>>)) || IDLE;
	}

	/** What a measure under way has found so far; null where it has nothing to show, or has ended. */
	part<Name extends MeasureName>(name: Name): Measured<Name> | null {
		const isRunning = this.task(name).state === 'running';
		return (isRunning && (this.#parts[name] as Measured<Name> | undefined)) || null;
	}

	/** Runs what a page shows and was not measured yet, but for what the person stopped. */
	lookAt(names: readonly MeasureName[]): void {
		for (const name of names)
			if (this.task(name).state === 'idle' && !this.#stopped.includes(name))
				this.#enqueue(name, false, false);
	}

	/** Runs a measure as soon as the one under way has ended; `isEveryRow` reads all rows where a sample would do. */
	start(name: MeasureName, isEveryRow = false): void {
		this.#enqueue(name, isEveryRow, true);
	}

	/** @param isNext before those that wait: what is asked for goes before what is only looked at. */
	#enqueue(name: MeasureName, isEveryRow: boolean, isNext: boolean): void {
		if (!this.#adopt() || this.#runs[name]) return;
		const run = new AbortController();
		this.#stopped = this.#stopped.filter((one) => one !== name);
		this.#runs = { ...this.#runs, [name]: run };
		this.#parts = { ...this.#parts, [name]: undefined };
		this.#settle(name, { state: 'running', progress: null });
		this.#turns.take(() => this.#measure(name, isEveryRow, run), isNext);
	}

	/** Gives a measure the third table that it needs, and runs it; null takes the table away. */
	give(name: Yardstick, source: Source | null): void {
		this.#drop(name);
		this.#yardsticks = { ...this.#yardsticks, [name]: source ?? undefined };
		if (source) this.start(name);
	}

	/** Seeks patterns over other columns or from other counts on. */
	seekPatterns(choice: PatternChoice): void {
		this.#drop('patterns');
		this.#patterns = choice;
		this.start('patterns');
	}

	/** Forgets what a measure answered; one under way is stopped. */
	#drop(name: MeasureName): void {
		this.#runs[name]?.abort();
		this.#runs = { ...this.#runs, [name]: undefined };
		this.#settle(name, IDLE);
	}

	/** Stops a measure, or takes it out of the queue. */
	cancel(name: MeasureName): void {
		if (!this.#runs[name]) return;
		this.#stopped = [...this.#stopped, name];
		this.#drop(name);
		this.#session.say('Stopped.');
	}

	/** Counts two of the columns that `pairs` scored against each other. */
	async lookAtPair(first: number, second: number): Promise<void> {
		const comparison = this.#comparison;
		if (!comparison || !this.#isCurrent) return;
		this.#pairTable = { state: 'running', progress: null };
		try {
			const ctx = await this.#context(new AbortController().signal);
			const value = await comparison.pairTable(first, second, ctx);
			if (comparison === this.#comparison) this.#pairTable = { state: 'done', value };
		} catch (error) {
			this.#pairTable = { state: 'failed', error: asLacunaError(error) };
		}
	}

	/** Measures that are done, and those that failed. */
	get outcomes(): readonly Outcome[] {
		if (!this.#isCurrent) return [];
		return (Object.keys(this.#tasks) as MeasureName[]).flatMap((name): Outcome[] => {
			const task = this.#tasks[name] as Task<Measured> | undefined;
			if (task?.state === 'done') return [task.value];
			return task?.state === 'failed' ? [{ name, error: task.error }] : [];
		});
	}

	/** What was measured, as the files that `lacuna compare --out` writes. */
	async files(): Promise<ComparisonFiles> {
		const [{ buildComparison }, { comparisonFiles }, ctx] = await Promise.all([
			import('$lib/analysis/share/comparison-report'),
			import('$lib/analysis/share/comparison-files'),
			this.#session.context(new AbortController().signal)
		]);
		const { tasks, recipe } = this.#session;
		const report = buildComparison(this.outcomes, {
			pair: valueOf(tasks.open)!,
			profiles: valueOf(tasks.profile)!,
			recipe,
			engineVersion: ctx.engine.version
		});
		return comparisonFiles(report);
	}

	/** Makes the tasks those of the present analysis; false where there is none. */
	#adopt(): boolean {
		const profiles = valueOf(this.#session.tasks.profile);
		if (profiles === null) return false;
		if (profiles === this.#basis) return true;
		for (const run of Object.values(this.#runs)) run?.abort();
		this.#runs = {};
		this.#comparison = null;
		this.#tasks = {};
		this.#pairTable = IDLE;
		this.#parts = {};
		this.#stopped = [];
		this.#basis = profiles;
		return true;
	}

	async #measure(name: MeasureName, isEveryRow: boolean, run: AbortController): Promise<void> {
		const isWanted = () => this.#runs[name] === run && this.#isCurrent;
		if (!isWanted()) return;
		try {
			let toldAt = 0;
			const ctx = await this.#context(run.signal, (progress) => {
				if (!isWanted() || performance.now() - toldAt < PROGRESS_PACE_MS) return;
				toldAt = performance.now();
				this.#settle(name, { state: 'running', progress });
			});
			const onSome = (some: Measured) => {
				if (isWanted()) this.#parts = { ...this.#parts, [name]: some };
			};
			const options = { isEveryRow, onSome, patterns: this.#patterns, ...this.#yardsticks };
			const value = await (await this.#open()).measure(name, ctx, options);
			if (isWanted()) this.#settle(name, { state: 'done', value });
		} catch (error) {
			if (isWanted() && !isAbort(error))
				this.#settle(name, { state: 'failed', error: asLacunaError(error) });
		} finally {
			if (this.#runs[name] === run) this.#runs = { ...this.#runs, [name]: undefined };
		}
	}

	async #context(signal: AbortSignal, onProgress?: RunContext['onProgress']): Promise<RunContext> {
		this.#compute ??= import('$lib/workers/compute-pool').then(({ createComputePool }) =>
			createComputePool(POOL)
		);
		const compute = await this.#compute;
		return { ...(await this.#session.context(signal, onProgress)), compute };
	}

	async #open(): Promise<Comparison> {
		if (this.#comparison) return this.#comparison;
		const { tasks, recipe } = this.#session;
		const { compareTables } = await import('$lib/analysis/compare/compare-tables');
		this.#comparison = compareTables(valueOf(tasks.open)!, valueOf(tasks.profile)!, recipe);
		return this.#comparison;
	}

	#settle(name: MeasureName, task: Task<Measured>): void {
		this.#tasks = { ...this.#tasks, [name]: task };
	}
}
