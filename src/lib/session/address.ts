import { isLink, isLocked } from '$lib/analysis/share/fragment';
import { regionId } from '$lib/sql/region-id';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { Receiving } from './receiving.svelte';
import type { Session } from './session.svelte';
import type { Sharing } from './sharing.svelte';
import { valueOf } from './task';

/**
 * What the address holds, so that reload, Back and a second tab find it again: the recipe as it may be shared and the
 * finding that is open; while no files are open, what came by a link, as it came.
 */
export class Address {
	readonly #session: Session;
	readonly #sharing: Sharing;
	readonly #receiving: Receiving;
	/** What the address showed of this session, however long ago. */
	readonly #shown = new Set<string>();
	/** Findings that were told once: enough people stand behind them, though nobody can count now. */
	readonly #told = new Set<string>();

	constructor(session: Session, sharing: Sharing, receiving: Receiving) {
		this.#session = session;
		this.#sharing = sharing;
		this.#receiving = receiving;
	}

	/**
	 * Takes over what a fragment holds; one that is none of ours is left alone. So is one that this session has shown:
	 * Back and Forward go from page to page, and what was decided since is taken back by undo alone.
	 */
	async follow(fragment: string): Promise<void> {
		if (!isLink(fragment) || this.#shown.has(fragment)) return;
		await this.#receiving.receive(fragment);
	}

	/** The fragment to show; null where the address is to stay as it is. */
	async fragment(): Promise<string | null> {
		const { recipe, tasks } = this.#session;
		const { received } = this.#receiving;
		if (received.state === 'locked') return null;
		if (!recipe.sources.human && !recipe.sources.synthetic) return null;
		if (received.state === 'open') this.#remember(received.recipe);
		const isOpen = valueOf(tasks.open) !== null;
		const fragment = isOpen ? await this.#ofOpenFiles() : await this.#withoutFiles();
		this.#shown.add(fragment);
		return fragment;
	}

	async #ofOpenFiles(): Promise<string> {
		const { encodeLink } = await import('$lib/analysis/share/link');
		const { judgements } = this.#session.recipe;
		const { recipe: told } = await this.#sharing.shareable(null);
		// Verdicts of an earlier visit, while the search has not found their regions again.
		const earlier = Object.entries(judgements).filter(([id]) => this.#told.has(id));
		const recipe = {
			...told,
			judgements: { ...Object.fromEntries(earlier), ...told.judgements }
		};
		this.#remember(recipe);
		const open = await this.#openFinding();
		return encodeLink({ recipe, findings: null, ...(open !== null && { open }) });
	}

	async #withoutFiles(): Promise<string> {
		const { recipe } = this.#session;
		const { received } = this.#receiving;
		if (received.state === 'open' && received.link !== null) {
			// Whoever locked it did not mean its content to stand in the open.
			if (recipe === received.recipe || isLocked(received.link)) return received.link;
		}
		const { encodeLink, MAX_LINK_CHARACTERS } = await import('$lib/analysis/share/link');
		const bare = { recipe: this.#asTold(recipe), findings: null };
		if (received.state !== 'open') return encodeLink(bare);
		const { findings, draft } = received;
		const whole = await encodeLink({ ...bare, findings, ...(draft && { draft }) });
		return whole.length > MAX_LINK_CHARACTERS ? encodeLink(bare) : whole;
	}

	/** A recipe without what was never told: nobody can count the people behind it now. */
	#asTold(recipe: Recipe): Recipe {
		const isTold = (region: Region) => this.#told.has(regionId(region));
		const verdicts = Object.entries(recipe.judgements).filter(([id]) => this.#told.has(id));
		return {
			...recipe,
			ownRegions: recipe.ownRegions.filter(isTold),
			chosen: recipe.chosen.filter(isTold),
			judgements: Object.fromEntries(verdicts)
		};
	}

	#remember({ ownRegions, chosen, judgements }: Recipe): void {
		for (const region of [...ownRegions, ...chosen]) this.#told.add(regionId(region));
		for (const id of Object.keys(judgements)) this.#told.add(id);
	}

	/** The gap that is open, where it may be told as it is. */
	async #openFinding(): Promise<string | null> {
		const { selectedId, tasks } = this.#session;
		const pair = valueOf(tasks.open);
		const gap = valueOf(tasks.gaps)?.gaps.find(({ id }) => id === selectedId);
		if (!gap || pair === null) return null;
		const { tellRegions } = await import('$lib/analysis/verify/tellable');
		const ctx = await this.#session.context(new AbortController().signal);
		const [told] = await tellRegions([gap.region], pair, ctx);
		return told === gap.region ? gap.id : null;
	}
}
