import { analyse } from '$lib/analysis/analyse';
import { measureDistances, type CaseTables } from '$lib/analysis/cases/case-distances';
import { createWasmEngine } from '$lib/engine/duckdb-wasm';
import { pickRows } from '$lib/kernels/case-space';
import { caseTilesJob, type CaseTilesInput } from '$lib/kernels/case-tiles';
import type { Compute } from '$lib/terms/compute';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import { isAbort } from '$lib/terms/error';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { Progress, RunContext, Stage } from '$lib/terms/run';
import { ShareDone, type HowFar } from '$lib/session/share-done';
import { createComputePool } from '$lib/workers/compute-pool';
import { SPEED_COLUMNS, speedRows } from '../speed-rows';

/** Milliseconds of each step, and of all. */
export type Timings = Readonly<Record<string, number>>;

const { signal } = new AbortController();

function chosenFiles(): Record<Role, Source> {
	const files = [...document.querySelector('input')!.files!];
	const source = (index: number): Source => {
		const file = files[index]!;
		return { kind: 'file', name: file.name, file };
	};
	return { human: source(0), synthetic: source(1) };
}

/** An engine that has loaded, as it has when a person has chosen the files. */
async function readyEngine() {
	const engine = createWasmEngine();
	await engine.query('SELECT 1::INTEGER AS n', { signal });
	return engine;
}

/** Opens both files and loads every column of them. */
async function ingest(): Promise<Timings> {
	const engine = await readyEngine();
	const sources = chosenFiles();
	const start = performance.now();
	for (const role of ROLES) {
		const { columns } = await engine.open(role, sources[role], { signal });
		await engine.load(
			role,
			columns.map(({ name }) => name),
			{ signal }
		);
	}
	const all = performance.now() - start;
	await engine.close();
	return { all };
}

/**
 * The analysis from the files to the calibrated gaps, where it is stopped. `firstGaps` is when the first ranked ones
 * were there, `seen` of them; `found` counts the calibrated ones.
 */
async function pipeline(): Promise<Timings> {
	const engine = await readyEngine();
	const compute = createComputePool();
	const stop = new AbortController();
	const timings: Record<string, number> = {};
	const start = performance.now();
	const run = analyse(
		chosenFiles(),
		EMPTY_RECIPE,
		{ engine, compute, signal: stop.signal, onProgress: () => {} },
		({ stage, result, elapsedMs }) => {
			timings[stage] = elapsedMs;
			if (stage === 'firstLook') {
				timings['firstGaps'] = performance.now() - start;
				timings['seen'] = result.length;
			}
			if (stage !== 'gaps') return;
			timings['all'] = performance.now() - start;
			timings['found'] = result.gaps.length;
			stop.abort();
		}
	);
	await run.catch((error: unknown) => {
		if (!isAbort(error)) throw error;
	});
	await engine.close();
	await compute.close();
	return timings;
}

/** The steps of an analysis in the order they run. */
const STAGES: readonly Stage[] = ['open', 'profile', 'encode', 'firstLook', 'gaps', 'cases'];
/** How often the share that is shown is held against the clock. */
const LOOK_MS = 50;

/**
 * Milliseconds of each stage of a whole analysis; by how much the share that was shown of a part strayed from that of its
 * time, in points; in what share of the looks the time left was told, by how much it was off, and its longest leap up.
 */
async function progress(): Promise<Timings> {
	const engine = await readyEngine();
	const compute = createComputePool();
	const timings: Record<string, number> = {};
	const shown: (HowFar & { readonly atMs: number; readonly isCases: boolean })[] = [];
	const clock = new ShareDone();
	let isCases = false;
	const start = performance.now();
	clock.begin(start);
	const look = () => {
		const now = performance.now();
		shown.push({ ...clock.now(now), atMs: now - start, isCases });
	};
	const looking = setInterval(look, LOOK_MS);
	const onProgress = (progress: Progress) => clock.report(progress, performance.now());
	await analyse(
		chosenFiles(),
		EMPTY_RECIPE,
		{ engine, compute, signal, onProgress },
		({ stage, result, elapsedMs }) => {
			timings[stage] = elapsedMs;
			if (stage === 'open') {
				const rows = result.human.rowCount + result.synthetic.rowCount;
				clock.foresee({ rows, columns: result.columns.length });
			}
			if (stage === 'firstLook') clock.foresee({ seen: result.length });
			isCases = stage === 'gaps';
			const next = STAGES[STAGES.indexOf(stage) + 1];
			if (next) clock.report({ stage: next, done: 0, message: '' }, performance.now());
		}
	);
	const all = performance.now() - start;
	clearInterval(looking);
	await engine.close();
	await compute.close();
	const gapsAt = all - timings['cases']!;
	const strays = (ofCases: boolean) => {
		const part = shown.filter(({ isCases }) => isCases === ofCases);
		const passed = (atMs: number) =>
			ofCases ? (atMs - gapsAt) / timings['cases']! : atMs / gapsAt;
		return part.map(({ atMs, share }) => 100 * (share - passed(atMs)));
	};
	const [toGaps, ofCases] = [strays(false), strays(true)];
	/** By how much the time left that was told differed from what was left, and how far it leapt between two looks. */
	const told = shown.filter(({ secondsLeft }) => secondsLeft !== null);
	const leftOff = told.map(({ atMs, secondsLeft, isCases }) =>
		Math.abs(secondsLeft! * 1000 - ((isCases ? all : gapsAt) - atMs))
	);
	const leaps = told
		.slice(1)
		.flatMap(({ secondsLeft, isCases }, i) =>
			isCases === told[i]!.isCases ? [1000 * (secondsLeft! - told[i]!.secondsLeft!)] : []
		);
	return {
		...timings,
		all,
		gapsAhead: Math.max(...toGaps),
		gapsBehind: -Math.min(...toGaps),
		casesAhead: Math.max(...ofCases),
		casesBehind: -Math.min(...ofCases),
		leftTold: (told.length / shown.length) * 100,
		leftOff: Math.max(0, ...leftOff),
		leftLeap: Math.max(0, ...leaps)
	};
}

/** Stops the analysis in the midst of a stage, some times; the longest until the caller knows, and until engine and workers are free. */
async function cancelling(stage: Stage): Promise<Timings> {
	const engine = await readyEngine();
	const compute = createComputePool();
	const { space, rows } = speedTables(3);
	const tiny = { space, rows: pickRows(space, rows.human, [0, 1, 2]) };
	let [told, free] = [0, 0];
	for (let i = 0; i < 5; i++) {
		const stop = new AbortController();
		const isThere = Promise.withResolvers<null>();
		const onProgress = (progress: Progress) => {
			if (progress.stage === stage) isThere.resolve(null);
		};
		const ctx = { engine, compute, signal: stop.signal, onProgress };
		const run = analyse(chosenFiles(), EMPTY_RECIPE, ctx, () => {}).catch(() => {});
		await isThere.promise;
		await new Promise((resolve) => setTimeout(resolve, 120 * i));
		const start = performance.now();
		stop.abort();
		await run;
		told = Math.max(told, performance.now() - start);
		await Promise.all([allFree(compute, tiny), engine.query('SELECT 1::INTEGER AS n', { signal })]);
		free = Math.max(free, performance.now() - start);
	}
	await engine.close();
	await compute.close();
	return { told, free };
}

/** Ends when every worker has done a job after whatever it was at. */
async function allFree(compute: Compute, tiny: CaseTilesInput): Promise<void> {
	const { signal } = new AbortController();
	await Promise.all(
		Array.from({ length: compute.concurrency }, () => compute.run(caseTilesJob, tiny, { signal }))
	);
}

function speedTables(count: number): CaseTables {
	const block = (seed: number) => ({
		count,
		numbers: speedRows(seed, count),
		codes: new Uint16Array()
	});
	const space = { numberCount: SPEED_COLUMNS, costs: [] };
	return { space, rows: { human: block(1), synthetic: block(2) } };
}

/** All distances that cases need, on as many workers as the app has. */
async function cases(count: number): Promise<Timings> {
	const compute = createComputePool();
	const tables = speedTables(count);
	const start = performance.now();
	const ctx = { compute, signal, onProgress: () => {} } as unknown as RunContext;
	const { cutoff } = await measureDistances(tables, 1, ctx, () => {});
	const all = performance.now() - start;
	await compute.close();
	return { all, cutoff, workers: compute.concurrency };
}

/**
 * A whole analysis of the chosen files, as the page runs it, with the engine's tables, codes and gaps beside the cases.
 * Milliseconds of each step, of what the cases report of theirs, and of the page's longest standstill meanwhile.
 */
async function whole(): Promise<Timings> {
	const engine = await readyEngine();
	const compute = createComputePool();
	const timings: Record<string, number> = {};
	let [message, since] = ['', performance.now()];
	const onProgress = ({ stage, message: next }: Progress) => {
		if (stage !== 'cases' || next === message) return;
		const now = performance.now();
		if (message !== '') {
			timings[`cases: ${message}`] = now - since;
			console.debug('phase', `cases: ${message}`);
		}
		[message, since] = [next, now];
	};
	let longest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
	}).observe({ type: 'longtask' });
	const start = performance.now();
	const { cases: found } = await analyse(
		chosenFiles(),
		EMPTY_RECIPE,
		{ engine, compute, signal, onProgress },
		({ stage, elapsedMs }) => {
			timings[stage] = elapsedMs;
			if (stage === 'cases') return;
			console.debug('phase', stage);
			longest = 0;
		}
	);
	timings['all'] = performance.now() - start;
	timings['longestTask'] = longest;
	timings['novel'] = found.totals.novel;
	await engine.close();
	await compute.close();
	return timings;
}

/** Stops the search in its midst, some times; the longest until the caller knows, and until all workers are free. */
async function cancelCases(count: number): Promise<Timings> {
	const compute = createComputePool();
	const tables = speedTables(count);
	const tiny = { space: tables.space, rows: pickRows(tables.space, tables.rows.human, [0, 1, 2]) };
	let told = 0;
	let free = 0;
	for (let i = 0; i < 5; i++) {
		const stop = new AbortController();
		const ctx = { compute, signal: stop.signal, onProgress: () => {} } as unknown as RunContext;
		const run = measureDistances(tables, 1, ctx, () => {}).catch(() => {});
		await new Promise((resolve) => setTimeout(resolve, 1500 + 700 * i));
		const start = performance.now();
		stop.abort();
		await run;
		told = Math.max(told, performance.now() - start);
		await allFree(compute, tiny);
		free = Math.max(free, performance.now() - start);
	}
	await compute.close();
	return { told, free };
}

Object.assign(window, {
	ingest,
	pipeline,
	progress,
	cancelling,
	cases,
	whole,
	cancelCases
});
