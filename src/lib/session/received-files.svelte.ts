import type { FileMatch } from '$lib/analysis/share/match-files';
import { ROLES, type DatasetPair, type Role, type Source } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { Session } from './session.svelte';
import { asLacunaError } from './task';

/** A file that was given for a received recipe, and how it compares with the one named there. */
export interface GivenFile {
	readonly name: string;
	/** Null where the recipe names no such file. */
	readonly match: FileMatch | null;
}

/** The files of a received analysis: which are given, and whether they are those that were shared. */
export class ReceivedFiles {
	readonly #session: Session;
	/** The sources that files are compared with. */
	readonly #wanted: () => Recipe['sources'];
	#given = $state.raw<readonly GivenFile[]>([]);
	#error = $state.raw<LacunaError | null>(null);

	constructor(session: Session, wanted: () => Recipe['sources']) {
		this.#session = session;
		this.#wanted = wanted;
	}

	/** Files given so far, each once. */
	get given(): readonly GivenFile[] {
		return this.#given;
	}

	/** Why a file that was given last could not be read; null where all could. */
	get error(): LacunaError | null {
		return this.#error;
	}

	/** Opens files in any order: each is known by its content, then by its name. */
	async give(files: readonly File[]): Promise<void> {
		this.#error = null;
		const { matchFile, sourcesOf } = await import('$lib/analysis/share/match-files');
		const { engine, signal } = await this.#session.context(new AbortController().signal);
		const wanted = this.#wanted();
		const opened: Partial<Record<Role, Source>> = {};
		const given: GivenFile[] = [];
		for (const file of files) {
			const source: Source = { kind: 'file', name: file.name, file };
			try {
				const { fingerprint } = await engine.open('offered', source, { signal });
				const match = matchFile({ name: file.name, fingerprint }, wanted);
				given.push({ name: file.name, match });
				if (match) Object.assign(opened, sourcesOf(source, match, wanted));
			} catch (error) {
				this.#error = asLacunaError(error);
			} finally {
				await engine.drop('offered');
			}
		}
		this.#note(given);
		if (Object.keys(opened).length > 0) this.#session.open(opened);
	}

	/** Opens the public tables that the recipe names, for some roles. */
	load(roles: readonly Role[]): void {
		const sources = roles.flatMap((role): [Role, Source][] => {
			const wanted = this.#wanted()[role];
			if (wanted?.url === undefined) return [];
			const { name, url, chosen } = wanted;
			return [[role, { kind: 'url', name, url, ...(chosen && { chosen }) }]];
		});
		this.#session.open(Object.fromEntries(sources));
	}

	/** Notes how the tables that are open now, given or loaded, compare with those that were shared. */
	async compare(pair: DatasetPair): Promise<void> {
		const { matchFile } = await import('$lib/analysis/share/match-files');
		const given = ROLES.map((role) => {
			const { name, fingerprint } = pair[role];
			return { name, match: matchFile({ name, fingerprint }, this.#wanted()) };
		});
		// A table of another name and content was opened on purpose: it has nothing to do with what was shared.
		this.#note(given.filter(({ match }) => match !== null));
	}

	/** Forgets files that are none of those needed, and what could not be read. */
	forgetStrays(): void {
		this.#given = this.#given.filter(({ match }) => match !== null);
		this.#error = null;
	}

	forget(): void {
		this.#given = [];
		this.#error = null;
	}

	#note(given: readonly GivenFile[]): void {
		const isAnew = (name: string) => given.some((one) => one.name === name);
		this.#given = [...this.#given.filter(({ name }) => !isAnew(name)), ...given];
	}
}
