import type { GapKind } from '$lib/terms/gap';
import type { Finding, Origin } from './finding';
import type { View } from './view.svelte';
import { columnWords } from './wording';

/** Findings whose ratio and share lie within; 0 and ∞ are open ends. */
export interface Window {
	readonly ratio: readonly [number, number];
	readonly share: readonly [number, number];
}

/** The kinds by which findings are told apart: how they are missing, or that they are not. */
export type KindName = GapKind | 'enough' | 'too-many' | 'only-generated' | 'smeared' | 'cell';

/** What the list is narrowed to; null for no matter what. */
export interface Narrowing {
	readonly kind: KindName | null;
	readonly column: string | null;
	readonly window: Window | null;
}
/** Nothing narrowed. */
export const ALL_FINDINGS: Narrowing = { kind: null, column: null, window: null };

/** Which findings the list and the picture of the gaps page show: of one origin, narrowed by kind, column and a part of the picture. */
export class FindingLens {
	readonly #all: () => readonly Finding[];
	readonly #isOffered: (origin: Origin) => boolean;
	#origin = $state<Origin | null>(null);
	readonly #narrowing: View<Narrowing>;

	readonly #ofOrigin = $derived.by(() =>
		this.#all().filter((finding) => finding.origin === this.origin)
	);
	/** All but what the picture is narrowed to: what the picture draws. */
	readonly #pictured = $derived(
		this.#ofOrigin.filter(
			(finding) =>
				(this.kind === null || kindOf(finding) === this.kind) &&
				(this.column === null || columnsOf(finding).includes(this.column))
		)
	);
	readonly #listed = $derived.by(() => {
		const part = this.window;
		return part ? this.#pictured.filter((finding) => isIn(finding, part)) : this.#pictured;
	});

	/**
	 * @param isOffered whether an origin can be chosen: the one that was may be gone, by an undo.
	 * @param narrowing begins with {@link ALL_FINDINGS}.
	 */
	constructor(
		all: () => readonly Finding[],
		isOffered: (origin: Origin) => boolean,
		narrowing: View<Narrowing>
	) {
		this.#narrowing = narrowing;
		this.#all = all;
		this.#isOffered = isOffered;
	}

	/** What is listed: gaps once there are any, before that what the first look saw. */
	get origin(): Origin {
		if (this.#origin && this.#isOffered(this.#origin)) return this.#origin;
		return this.#all().some(({ origin }) => origin === 'look') ? 'look' : 'gap';
	}
	get kind(): KindName | null {
		return this.#narrowing.value.kind;
	}
	get column(): string | null {
		return this.#narrowing.value.column;
	}
	get window(): Window | null {
		return this.#narrowing.value.window;
	}
	/** All findings of the origin. */
	get ofOrigin(): readonly Finding[] {
		return this.#ofOrigin;
	}
	/** Those of the wanted kind and column. */
	get pictured(): readonly Finding[] {
		return this.#pictured;
	}
	/** Those within the marked part of the picture, too. */
	get listed(): readonly Finding[] {
		return this.#listed;
	}

	show(origin: Origin): void {
		this.#origin = origin;
		this.clear();
	}

	/** Shows findings of one kind; asked for again, all. */
	toggleKind(kind: KindName): void {
		this.#narrow({ kind: this.kind === kind ? null : kind });
	}

	/** Shows findings with a condition on one column; null for all. */
	ofColumn(column: string | null): void {
		this.#narrow({ column });
	}

	/** Lists what lies in a part of the picture; null for all. */
	within(part: Window | null): void {
		this.#narrow({ window: part });
	}

	remove(id: 'kind' | 'column' | 'window'): void {
		this.#narrow({ [id]: null });
	}

	clear(): void {
		if (Object.values(this.#narrowing.value).some((part) => part !== null))
			this.#narrow(ALL_FINDINGS);
	}

	#narrow(part: Partial<Narrowing>): void {
		const look = Object.keys(part).join();
		this.#narrowing.set({ ...this.#narrowing.value, ...part }, look);
	}
}

/** The kind of a finding, gaps by how they are missing, all else by what it is. */
export function kindOf({ origin, kind, human, ratio }: Finding): KindName {
	if (origin === 'smear') return 'smeared';
	if (origin === 'relation') return 'cell';
	if (kind !== null) return kind;
	if (human.count === 0) return 'only-generated';
	return ratio.low > 1 ? 'too-many' : 'enough';
}

/** The columns that a finding speaks of, as pages name them. */
export function columnsOf({ region }: Finding): string[] {
	return region.conditions.map(columnWords);
}

/** The share by which a picture places a finding: of human rows, or of synthetic ones where these are too many. */
export function pictureShare({ origin, human, synthetic }: Finding): number {
	return origin === 'surplus' ? synthetic.share : human.share;
}

function isIn(finding: Finding, { ratio, share }: Window): boolean {
	const { estimate } = finding.ratio;
	const rows = pictureShare(finding);
	return estimate >= ratio[0] && estimate <= ratio[1] && rows >= share[0] && rows <= share[1];
}
