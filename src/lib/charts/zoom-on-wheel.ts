/**
 * Makes an element zoom by the wheel held with Ctrl, or by two fingers drawn apart; the plain wheel goes on scrolling the
 * page. `onZoom` gets the factor by which the part in sight grows.
 */
export function zoomOnWheel(onZoom: (factor: number, event: WheelEvent) => void) {
	return (node: HTMLElement): (() => void) => {
		const onwheel = (event: WheelEvent) => {
			if (!event.ctrlKey) return;
			event.preventDefault();
			onZoom(Math.exp(event.deltaY / 120), event);
		};
		// The template's own listener would be passive, and the browser would zoom the page as well.
		node.addEventListener('wheel', onwheel, { passive: false });
		return () => node.removeEventListener('wheel', onwheel);
	};
}
