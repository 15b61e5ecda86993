/** What can take the focus: a heading made for it, else a control. */
const HEIRS = [
	':is(h1, h2)[tabindex]',
	':is(a[href], button, input:not([type="file"]), [tabindex="0"]):not(:disabled, [tabindex="-1"])'
];

/**
 * Keeps the focus from getting lost: where the control that had it goes away or can no longer be pressed (a region that
 * is removed, a Cancel that has done its work, a version that is at the top) and nothing else took it, what is nearest
 * to its place does. Returns what ends this.
 */
export function keepFocus(): () => void {
	/** The element that had the focus last, and all that it lay within, from the inside out. */
	let last: Element | null = null;
	let around: Element[] = [];

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
		last = null;
		const place = around.find((element) => element.isConnected);
		const main = document.getElementById('main');
		if (!place || !main || place.contains(main)) main?.focus();
		else heirIn(place, main).focus();
	}

	// What goes away may be followed by what takes the focus by itself, such as a heading or a dialog's button.
	const observer = new MutationObserver(() => {
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
