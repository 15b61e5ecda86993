import type { Analysis, FinishedStep } from '$lib/terms/analysis';
import type { Role, Source } from '$lib/terms/dataset';
import { isAbort } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { Progress, RunContext, Stage } from '$lib/terms/run';
import { ShareDone, type HowFar } from './share-done';
import { asLacunaError, IDLE, PROGRESS_PACE_MS, type Task } from './task';
import { unreadableFile } from './unreadable-file';

export type Tasks = { readonly [S in keyof Analysis]: Task<Analysis[S]> };

const NOTHING_DONE: Tasks = {
	open: IDLE,
	profile: IDLE,
	encode: IDLE,
	firstLook: IDLE,
	gaps: IDLE,
	cases: IDLE
};
/** Steps in the order they run. */
const STEPS = Object.keys(NOTHING_DONE) as (keyof Analysis)[];

const isStep = (stage: Stage): stage is keyof Analysis => stage in NOTHING_DONE;

/** The share done moves between reports too. */
const TELLING_MS = 200;
/** The search takes every core: before it begins, the page gets so long to draw what the first look saw. */
const DRAWING_MS = 200;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a run needs of the session, and tells it. */
interface Surroundings {
	context(signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<RunContext>;
	/** Called with each step's result. */
	onStep(step: FinishedStep): void;
	/** Called once all steps are done. */
	onEnd(): void;
	say(text: string): void;
}

/** The analysis under way: one task a step. A new run gives up the one before it; an abort is no failure. */
export class AnalysisRun {
	readonly #around: Surroundings;
	#tasks = $state.raw(NOTHING_DONE);
	#stop: AbortController | null = null;
	readonly #clock = new ShareDone();
	#howFar = $state.raw<HowFar>({ share: 0, secondsLeft: null });
	#toldAt = 0;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	/** A step that is done keeps its value until a new run begins. */
	get tasks(): Tasks {
		return this.#tasks;
	}
	/** How far the run has come; null where none is under way. */
	get progress(): Progress | null {
		for (const step of STEPS) {
			const task = this.#tasks[step];
			if (task.state === 'running')
				return task.progress ?? { stage: step, done: 0, message: 'getting ready' };
		}
		return null;
	}
	/** The same as a share of the time: of the way to the gaps, or of the cases after them. */
	get howFar(): HowFar {
		return this.#howFar;
	}

	/** Runs every step from the first. */
	async begin(sources: Readonly<Record<Role, Source>>, recipe: Recipe): Promise<void> {
		this.cancel();
		const stop = new AbortController();
		const isCurrent = () => this.#stop === stop;
		this.#stop = stop;
		this.#clock.begin(performance.now());
		this.#tell();
		const telling = setInterval(() => isCurrent() && this.#tell(), TELLING_MS);
		this.#tasks = { ...NOTHING_DONE, open: { state: 'running', progress: null } };
		try {
			const ctx = await this.#around.context(stop.signal, (progress) => {
				if (isCurrent()) this.#report(progress);
			});
			const { analyse } = await import('$lib/analysis/analyse');
			await analyse(sources, recipe, ctx, async (step) => {
				if (isCurrent()) this.#finish(step);
				if (step.stage === 'firstLook') await pause(DRAWING_MS);
			});
			if (!isCurrent()) return;
			this.#stop = null;
			this.#around.onEnd();
		} catch (error) {
			if (!isCurrent() || isAbort(error)) return;
			// Wherever the run was when a file went away: it tells neither which nor what to do.
			const gone = await unreadableFile(sources);
			if (isCurrent()) this.#fail(gone ?? error);
		} finally {
			clearInterval(telling);
		}
	}

	/** Gives up the run under way; steps that are done stay. */
	cancel(): void {
		this.#stop?.abort();
		this.#stop = null;
		const stopped = STEPS.filter((step) => this.#tasks[step].state === 'running');
		if (stopped.length === 0) return;
		this.#tasks = { ...this.#tasks, ...Object.fromEntries(stopped.map((step) => [step, IDLE])) };
		this.#around.say('Stopped.');
	}

	/** Gives up the run and drops what it found. */
	forget(): void {
		this.cancel();
		this.#tasks = NOTHING_DONE;
	}

	#tell(): void {
		this.#howFar = this.#clock.now(performance.now());
	}

	#report(progress: Progress): void {
		if (!isStep(progress.stage)) return;
		this.#clock.report(progress, performance.now());
		const task = this.#tasks[progress.stage];
		const isToldAlready = task.state === 'running' && task.progress !== null;
		if (isToldAlready && performance.now() - this.#toldAt < PROGRESS_PACE_MS) return;
		this.#toldAt = performance.now();
		// Several workers report, and late news of one is no step back of all.
		const before = task.state === 'running' ? (task.progress?.done ?? 0) : 0;
		const latest = { ...progress, done: Math.max(before, progress.done) };
		this.#tasks = { ...this.#tasks, [progress.stage]: { state: 'running', progress: latest } };
	}

	#finish(step: FinishedStep): void {
		const next = STEPS[STEPS.indexOf(step.stage) + 1];
		if (step.stage === 'open') {
			const { human, synthetic, columns } = step.result;
			const rows = human.rowCount + synthetic.rowCount;
			this.#clock.foresee({ rows, columns: columns.length });
		}
		if (step.stage === 'firstLook') this.#clock.foresee({ seen: step.result.length });
		if (next) this.#clock.report({ stage: next, done: 0, message: '' }, performance.now());
		this.#tell();
		this.#tasks = {
			...this.#tasks,
			[step.stage]: { state: 'done', value: step.result },
			...(next && { [next]: { state: 'running', progress: null } })
		};
		this.#around.onStep(step);
	}

	#fail(error: unknown): void {
		this.#stop = null;
		const step = STEPS.find((name) => this.#tasks[name].state !== 'done') ?? 'open';
		const failure = asLacunaError(error);
		this.#tasks = { ...this.#tasks, [step]: { state: 'failed', error: failure } };
		this.#around.say(failure.message);
	}
}
