import { isLink } from '$lib/analysis/share/fragment';
import { regionId } from '$lib/sql/region-id';
import { withoutRowJudgements, type Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import { keepDecisions } from './own-decisions';
import type { Receiving } from './receiving.svelte';
import { sampleHref, sampleOf } from './samples';
import type { Session } from './session.svelte';
import type { Sharing } from './sharing.svelte';
import { valueOf } from './task';

/** What an address shows, as a link that is not locked, and the recipe as it tells it. */
interface Shown {
	readonly link: string;
	readonly told: Recipe;
}

/**
 * What the address holds, so that reload, Back and a second tab find it again: the recipe as it may be shared and the
 * finding that is open; while no files are open, what came by a link, as it came. Whoever copies the address shares
 * it: what must not be told stays in this browser, and what came locked stays locked.
 */
export class Address {
	readonly #session: Session;
	readonly #sharing: Sharing;
	readonly #receiving: Receiving;
	/** What the address showed of this session, however long ago. */
	readonly #shown = new Set<string>();
	/** Findings that were told once: enough people stand behind them, though nobody can count now. */
	readonly #told = new Set<string>();
	#isKept = true;
	/** The latest link that was locked again: each locking gives another fragment. */
	#sealed = { link: '', fragment: '' };

	constructor(session: Session, sharing: Sharing, receiving: Receiving) {
		this.#session = session;
		this.#sharing = sharing;
		this.#receiving = receiving;
	}

	/** Whether this browser keeps what the address that was shown last does not tell. */
	get isKept(): boolean {
		return this.#isKept;
	}

	/**
	 * Takes over what a fragment holds, or opens the sample that it names; one that is none of ours is left alone. So is
	 * one that this session has shown: Back and Forward go from page to page, and what was decided since is taken back by
	 * undo alone.
	 */
	async follow(fragment: string): Promise<void> {
		this.#receiving.samples.follow(fragment);
		if (!isLink(fragment) || this.#shown.has(fragment)) return;
		await this.#receiving.receive(fragment);
	}

	/**
	 * The fragment to show, once this browser keeps what it does not tell; null where the address is to stay as it is. A
	 * sample is named until it is open, or a reload would lose which it was; one that did not come is named no longer, or
	 * its link could not be followed again.
	 */
	async fragment(shown: string): Promise<string | null> {
		const { recipe, tasks } = this.#session;
		const { received, samples } = this.#receiving;
		if (samples.awaited !== null) return sampleHref(samples.awaited);
		const hasNothing = !recipe.sources.human && !recipe.sources.synthetic;
		if (received.state === 'locked' || hasNothing) return sampleOf(shown) ? '' : null;
		if (received.state === 'open') this.#remember(received.recipe);
		const isOpen = valueOf(tasks.open) !== null;
		if (!isOpen && received.state === 'open' && received.taken === recipe && received.link) {
			this.#shown.add(received.link);
			return received.link;
		}
		const { link, told } = isOpen ? await this.#ofOpenFiles() : await this.#withoutFiles();
		const fragment = await this.#seal(link);
		this.#shown.add(fragment);
		const { ownRegions, chosen, judgements } = recipe;
		const isAllTold = decisionsText(told) === decisionsText(recipe);
		this.#isKept = await keepDecisions(
			fragment,
			isAllTold ? null : { ownRegions, chosen, judgements }
		);
		return fragment;
	}

	async #ofOpenFiles(): Promise<Shown> {
		const { encodeLink } = await import('$lib/analysis/share/link');
		const { judgements } = this.#session.recipe;
		const { recipe } = await this.#sharing.shareable(null);
		// Verdicts of an earlier visit, while the search has not found their regions again.
		const earlier = Object.entries(judgements).filter(([id]) => this.#told.has(id));
		const told = withoutRowJudgements({
			...recipe,
			judgements: { ...Object.fromEntries(earlier), ...recipe.judgements }
		});
		this.#remember(told);
		const open = await this.#openFinding();
		const shared = { recipe: told, findings: null, ...(open !== null && { open }) };
		return { link: await encodeLink(shared), told };
	}

	async #withoutFiles(): Promise<Shown> {
		const { encodeLink, MAX_LINK_CHARACTERS } = await import('$lib/analysis/share/link');
		const { received } = this.#receiving;
		const told = this.#asTold(this.#session.recipe);
		const bare = { recipe: told, findings: null };
		if (received.state === 'open') {
			const { findings, draft } = received;
			const whole = await encodeLink({ ...bare, findings, ...(draft && { draft }) });
			if (whole.length <= MAX_LINK_CHARACTERS) return { link: whole, told };
		}
		return { link: await encodeLink(bare), told };
	}

	/** A link under the lock that the analysis came under, where it came under one. */
	async #seal(link: string): Promise<string> {
		const { lock } = this.#receiving;
		if (lock === null) return link;
		if (this.#sealed.link !== link) this.#sealed = { link, fragment: await lock.seal(link) };
		return this.#sealed.fragment;
	}

	/** A recipe without what was never told: nobody can count the people behind it now. */
	#asTold(recipe: Recipe): Recipe {
		const isTold = (region: Region) => this.#told.has(regionId(region));
		const verdicts = Object.entries(recipe.judgements).filter(([id]) => this.#told.has(id));
		return withoutRowJudgements({
			...recipe,
			ownRegions: recipe.ownRegions.filter(isTold),
			chosen: recipe.chosen.filter(isTold),
			judgements: Object.fromEntries(verdicts)
		});
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

/** Equal for recipes in which the same was decided. */
function decisionsText({ ownRegions, chosen, judgements }: Recipe): string {
	const ids = [ownRegions, chosen].map((regions) => regions.map(regionId));
	return JSON.stringify([...ids, Object.entries(judgements).sort()]);
}
