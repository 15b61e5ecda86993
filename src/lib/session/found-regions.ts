import type { Region } from '$lib/terms/region';
import type { Tasks } from './analysis-run.svelte';
import { valueOf } from './task';

/** Every region that the searches found so far and that can be judged, with its id. */
export function foundRegions(
	tasks: Tasks
): readonly { readonly id: string; readonly region: Region }[] {
	const gaps = valueOf(tasks.gaps);
	return [
		...(gaps?.gaps ?? []),
		...(gaps?.surplus ?? []),
		...(gaps?.smeared ?? []),
		...(gaps?.brokenRelations ?? []).flatMap(({ cells }) => cells),
		...(valueOf(tasks.cases)?.groups ?? [])
	];
}
