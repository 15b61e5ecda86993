const load = () => import('./ReceivedPanel.svelte');
let panel: ReturnType<typeof load> | null = null;

/** What shows a link. Most visits bring none: the first page goes without it. */
export function loadPanel(): ReturnType<typeof load> {
	panel ??= load();
	return panel;
}
