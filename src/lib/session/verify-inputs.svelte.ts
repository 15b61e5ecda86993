import type { AcceptanceCheck } from '$lib/terms/brief';
import type { Source } from '$lib/terms/dataset';
import type { Session } from './session.svelte';
import type { Sharing } from './sharing.svelte';
import { valueOf } from './task';
import type { Baseline, Verifying } from './verifying.svelte';

/** A brief whose acceptance checks returned rows have to pass. */
interface ReadBrief {
	readonly name: string;
	readonly checks: readonly AcceptanceCheck[];
}

function toSource(file: File): Source {
	return { kind: 'file', name: file.name, file };
}

/** The files that a verification is to be made of, as they are chosen one by one or dropped at once. */
export class VerifyInputs {
	readonly #session: Session;
	readonly #sharing: Sharing;
	readonly #verifying: Verifying;
	/** What is new: versions of the synthetic table, or data that people sent back. */
	kind = $state<'versions' | 'return'>('versions');
	/** Frozen regions of a file; null for those of the open analysis. */
	saved = $state.raw<Baseline | null>(null);
	brief = $state.raw<ReadBrief | null>(null);
	returned = $state.raw<Source | null>(null);
	#picked = $state.raw<readonly Source[] | null>(null);
	#human = $state.raw<Source | null>(null);

	constructor(session: Session, sharing: Sharing, verifying: Verifying) {
		this.#session = session;
		this.#sharing = sharing;
		this.#verifying = verifying;
	}

	/** The human table: the one chosen here, else that of the open analysis. */
	get human(): Source | null {
		return this.#human ?? this.#session.sources.human ?? null;
	}
	set human(source: Source | null) {
		this.#human = source;
	}
	/** Oldest first; those that were opened beside the analysed one, until others are picked. */
	get versions(): readonly Source[] {
		return this.#picked ?? this.#session.versions.others;
	}
	set versions(versions: readonly Source[]) {
		this.#picked = versions;
	}
	/** Whether the open analysis has regions to freeze. */
	get hasGaps(): boolean {
		return valueOf(this.#session.tasks.gaps) !== null;
	}
	get isComplete(): boolean {
		if (this.saved === null && !this.hasGaps) return false;
		if (this.kind === 'return') return this.returned !== null;
		return this.versions.length > 0 && this.human !== null;
	}

	/** Takes files dropped at once: each goes where its name says. */
	async take(files: readonly File[]): Promise<void> {
		const isJson = ({ name }: File) => name.toLowerCase().endsWith('.json');
		for (const file of files.filter(isJson)) {
			if (this.kind === 'return' && /brief/i.test(file.name)) await this.takeBrief([file]);
			else await this.takeSaved([file]);
		}
		for (const file of files.filter((one) => !isJson(one))) {
			if (this.#looksHuman(file.name)) this.takeHuman([file]);
			else if (this.kind === 'versions') this.takeVersions([file]);
			else this.takeReturned([file]);
		}
	}

	takeHuman([file]: readonly File[]): void {
		if (file) this.#human = toSource(file);
	}

	takeVersions(files: readonly File[]): void {
		this.versions = [...this.versions, ...files.map(toSource)];
	}

	takeReturned([file]: readonly File[]): void {
		if (file) this.returned = toSource(file);
	}

	async takeSaved([file]: readonly File[]): Promise<void> {
		if (file) this.saved = (await this.#verifying.readBaseline(file)) ?? this.saved;
	}

	async takeBrief([file]: readonly File[]): Promise<void> {
		const checks = file && (await this.#verifying.readAcceptance(file));
		if (checks) this.brief = { name: file.name, checks };
	}

	/** Makes the verification. */
	async verify(): Promise<void> {
		const baseline = await this.#baseline();
		if (baseline === null) return;
		const { human, returned, versions } = this;
		if (this.kind === 'return' && returned)
			await this.#verifying.verifyReturn(returned, human, this.brief?.checks ?? [], baseline);
		else if (human) await this.#verifying.verifyVersions(human, versions, baseline);
	}

	/** The frozen regions: those of the file, or of the analysis that is open. */
	async #baseline(): Promise<Baseline | null> {
		if (this.saved) return this.saved;
		const findings = await this.#sharing.freeze();
		return findings && { name: 'the open analysis', recipe: this.#session.recipe, findings };
	}

	#looksHuman(name: string): boolean {
		if (name === this.saved?.recipe.sources.human?.name) return true;
		return this.human === null && /human|real|people/i.test(name);
	}
}
