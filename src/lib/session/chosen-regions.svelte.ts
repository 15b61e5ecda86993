import type { AskedRegion } from '$lib/analysis/brief/settle-region';
import { regionId } from '$lib/sql/region-id';
import type { CaseGroup } from '$lib/terms/case';
import type { LacunaError } from '$lib/terms/error';
import type { Gap, MeasuredRegion } from '$lib/terms/gap';
import type { Region } from '$lib/terms/region';
import type { Session } from './session.svelte';
import { asLacunaError, valueOf, type Task } from './task';

/** The regions chosen for the brief with their counts: of the search where it found them, else counted here. */
export class ChosenRegions {
	readonly #session: Session;
	/** Of regions that no search found, by id. */
	#counted = $state.raw<Readonly<Record<string, Task<MeasuredRegion>>>>({});

	constructor(session: Session) {
		this.#session = session;
	}

	/** Gaps that the search found, in rank order. */
	readonly gaps = $derived.by((): readonly Gap[] => valueOf(this.#session.tasks.gaps)?.gaps ?? []);

	/** Groups of cases, once they were searched for. */
	readonly groups = $derived.by(
		(): readonly CaseGroup[] => valueOf(this.#session.tasks.cases)?.groups ?? []
	);

	/** Those that are measured, in the brief's order. */
	readonly measured = $derived.by((): readonly AskedRegion[] =>
		this.#session.recipe.chosen.flatMap((region) => {
			const id = regionId(region);
			return this.#foundOf(id) ?? valueOf(this.#counted[id] ?? { state: 'idle' }) ?? [];
		})
	);

	/** Why some could not be measured. */
	readonly failures = $derived.by((): readonly LacunaError[] =>
		Object.values(this.#counted).flatMap((task) => (task.state === 'failed' ? [task.error] : []))
	);

	/** Moves one up (−1) or down (1) in the brief. */
	move(id: string, by: -1 | 1): void {
		const chosen = [...this.#session.recipe.chosen];
		const from = chosen.findIndex((region) => regionId(region) === id);
		const other = chosen[from + by];
		if (from < 0 || other === undefined) return;
		chosen[from + by] = chosen[from]!;
		chosen[from] = other;
		this.#session.update({ chosen });
	}

	/** Counts those that no search found; an old answer stays until then. */
	async measureMissing(): Promise<void> {
		const isMissing = (region: Region) => {
			const id = regionId(region);
			return this.#foundOf(id) === undefined && this.#counted[id] === undefined;
		};
		await Promise.all(this.#session.recipe.chosen.filter(isMissing).map((r) => this.#measure(r)));
	}

	#foundOf(id: string): Gap | CaseGroup | undefined {
		const isIt = (finding: MeasuredRegion) => finding.id === id;
		return this.gaps.find(isIt) ?? this.groups.find(isIt);
	}

	async #measure(region: Region): Promise<void> {
		const { tasks, recipe } = this.#session;
		const [pair, profiles] = [valueOf(tasks.open), valueOf(tasks.profile)];
		if (pair === null || profiles === null) return;
		const settle = (task: Task<MeasuredRegion>) => {
			this.#counted = { ...this.#counted, [regionId(region)]: task };
		};
		settle({ state: 'running', progress: null });
		try {
			const { measureRegion } = await import('$lib/analysis/gaps/measure-region');
			const ctx = await this.#session.context(new AbortController().signal);
			settle({ state: 'done', value: await measureRegion(region, pair, profiles, recipe, ctx) });
		} catch (error) {
			settle({ state: 'failed', error: asLacunaError(error) });
		}
	}
}
