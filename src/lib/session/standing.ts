import { resolve } from '$app/paths';
import type { LacunaError } from '$lib/terms/error';
import type { Progress } from '$lib/terms/run';
import { sampleHref } from './samples';
import type { Session } from './session.svelte';

/** How the analysis stands, and the ways on, for a page that has nothing to show of it. */
export interface Standing {
	readonly error: LacunaError | null;
	readonly progress: Progress | null;
	readonly hasTables: boolean;
	/** The page that opens tables; a sample, opened where one is. */
	readonly openHref: string;
	readonly sampleHref: string;
	/** Begins again. */
	onRun(): void;
}

/** How the analysis of a session stands. */
export function standingOf(session: Session): Standing {
	const failed = Object.values(session.tasks).find((task) => task.state === 'failed');
	return {
		error: failed?.state === 'failed' ? failed.error : null,
		progress: session.progress,
		hasTables: Boolean(session.sources.human && session.sources.synthetic),
		openHref: resolve('/'),
		sampleHref: sampleHref('adult-tvae'),
		onRun: () => void session.run()
	};
}
