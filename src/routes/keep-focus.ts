/** What can take the focus: a heading made for it, else a control. */
const HEIRS = [
	':is(h1, h2)[tabindex]',
	':is(a[href], button, input:not([type="file"]), [tabindex="0"]):not(:disabled, [tabindex="-1"])'
];

/** How long a control that went away is waited for: the columns are there again once they are read anew. */
const WAITED_MS = 60_000;

/**
 * Keeps the focus from getting lost: where the control that had it goes away or can no longer be pressed (a region that
 * is removed, a Cancel that has done its work, a version that is at the top) and nothing else took it, what is nearest
 * to its place does. A control within `data-returns` (its value says which) goes away for as long as its change is worked
 * out: it takes the focus again if that was not moved on. Returns what ends this.
 */
export function keepFocus(): () => void {
	/** The element that had the focus last, and all that it lay within, from the inside out. */
	let last: Element | null = null;
	let around: Element[] = [];
	/** What may come back, who has the focus until then, and how long that is waited for. */
	let awaited: { returns: string; heir: Element; untilMs: number } | null = null;

	function remember({ target }: FocusEvent): void {
		if (!(target instanceof Element)) return;
		last = target;
		around = [];
		for (let at = target.parentElement; at; at = at.parentElement) around.push(at);
	}

	/** Away, or there and of no use any more. */
	const isGone = () => last !== null && (!last.isConnected || last.matches(':disabled'));

	function inherit(): void {
		if (!isGone() || document.activeElement !== document.body) return;
		const returns = around.find((element) => element.matches('[data-returns]'));
		last = null;
		const place = around.find((element) => element.isConnected);
		const main = document.getElementById('main');
		const heir = !place || !main || place.contains(main) ? main : heirIn(place, main);
		heir?.focus();
		if (returns instanceof HTMLElement && heir)
			awaited = {
				...{ returns: returns.dataset['returns']!, heir },
				untilMs: performance.now() + WAITED_MS
			};
	}

	function giveBack(): void {
		if (!awaited) return;
		const { returns, heir, untilMs } = awaited;
		const isMovedOn = heir.isConnected && document.activeElement !== heir;
		if (isMovedOn || performance.now() > untilMs) awaited = null;
		else {
			const back = document.querySelector(`[data-returns="${CSS.escape(returns)}"]`);
			const control = back?.querySelector<HTMLElement>(HEIRS[1]!);
			if (!control) return;
			awaited = null;
			control.focus();
		}
	}

	// What goes away may be followed by what takes the focus by itself, such as a heading or a dialog's button.
	const observer = new MutationObserver(() => {
		giveBack();
		if (isGone()) requestAnimationFrame(() => requestAnimationFrame(inherit));
	});
	const watched = { childList: true, subtree: true, attributeFilter: ['disabled'] };
	observer.observe(document.body, watched);
	document.addEventListener('focusin', remember);
	return () => {
		observer.disconnect();
		document.removeEventListener('focusin', remember);
	};
}

function heirIn(place: Element, main: HTMLElement): HTMLElement {
	for (const selector of HEIRS) {
		const heir = place.querySelector<HTMLElement>(selector);
		if (heir) return heir;
	}
	return main;
}
