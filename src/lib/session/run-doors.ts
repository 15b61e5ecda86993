import { createWasmEngine } from '$lib/engine/duckdb-wasm';
import type { Compute } from '$lib/terms/compute';
import type { SqlEngine } from '$lib/terms/engine';
import { createComputePool } from '$lib/workers/compute-pool';

/** What an analysis in the browser runs on. */
export interface RunDoors {
	readonly engine: SqlEngine;
	readonly compute: Compute;
}

/** Starts the engine and the compute pool; they load while the person reads. */
export function openRunDoors(): RunDoors {
	return { engine: createWasmEngine(), compute: createComputePool() };
}
