import { analyse } from '$lib/analysis/analyse';
import { createWasmEngine } from '$lib/engine/duckdb-wasm';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import { isAbort } from '$lib/terms/error';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createComputePool } from '$lib/workers/compute-pool';

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

/** The analysis from the files to the first ranked gaps, where it is stopped; `found` counts them. */
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

Object.assign(window, { ingest, pipeline });
