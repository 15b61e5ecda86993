import type { Page } from '@playwright/test';

/** What a store of the browser's own database holds, as JSON; nothing where the app has not made it yet. */
export function keptInBrowser(page: Page, database: string, store: string): Promise<string> {
	return page.evaluate(
		([database, store]) =>
			new Promise<string>((resolve) => {
				const opening = indexedDB.open(database);
				// Made here, it would stand in the app's way.
				opening.onupgradeneeded = () => opening.transaction!.abort();
				opening.onerror = () => resolve('');
				opening.onsuccess = () => {
					const all = opening.result.transaction(store).objectStore(store).getAll();
					all.onsuccess = () => {
						opening.result.close();
						resolve(JSON.stringify(all.result));
					};
				};
			}),
		[database, store] as const
	);
}
