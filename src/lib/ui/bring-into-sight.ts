/** Scrolls to an element: smoothly, unless the person asked for less motion. */
export function bringIntoSight(element: Element | undefined): void {
	const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	element?.scrollIntoView({ behavior: isCalm ? 'auto' : 'smooth' });
}
