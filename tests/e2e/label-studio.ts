import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BrowserContext } from '@playwright/test';

interface Task {
	readonly data: object;
	readonly annotations?: readonly object[];
}

/** A fault as Label Studio's own front end states it. */
interface Fault {
	readonly modelName: string;
	readonly field: string;
	readonly error: string;
	readonly value: unknown;
}

/** What the front end's script leaves on its page. */
interface LoadedWindow {
	readonly LabelStudio: new (...of: unknown[]) => void;
	store: { readonly annotationStore: { readonly validation: readonly Fault[] | null } };
}

/** The front end is served as files, since it finds its own address by its script's. */
const ORIGIN = 'http://label-studio.test';
const BUILD = dirname(
	createRequire(import.meta.url).resolve('@heartexlabs/label-studio/package.json')
);
const PAGE = `<!doctype html><div id="label-studio"></div><script src="/build/static/js/main.js"></script>`;

/** What Label Studio's front end has against an interface, and what a rater reads of a task in it. */
export async function labelStudioReads(
	context: BrowserContext,
	config: string,
	task: Task
): Promise<{ readonly faults: readonly Fault[]; readonly text: string }> {
	const page = await context.newPage();
	await page.route(`${ORIGIN}/**`, (route) => {
		const { pathname } = new URL(route.request().url());
		return pathname === '/'
			? route.fulfill({ contentType: 'text/html', body: PAGE })
			: route.fulfill({ path: join(BUILD, pathname) });
	});
	await page.goto(ORIGIN);
	await page.evaluate(
		async ({ config, task }) => {
			const { LabelStudio } = window as unknown as LoadedWindow;
			(window as unknown as LoadedWindow).store = await new Promise(
				(resolve) =>
					new LabelStudio('label-studio', {
						config,
						task: { id: 1, predictions: [], annotations: [], ...task },
						interfaces: ['controls'],
						user: { pk: 1, firstName: 'A', lastName: 'B' },
						onLabelStudioLoad: resolve
					})
			);
		},
		{ config, task }
	);
	// It either draws the interface or states what is wrong with it.
	await page.waitForFunction(() => {
		const { store } = window as unknown as LoadedWindow;
		const isDrawn = document.getElementById('label-studio')!.innerText.trim() !== '';
		return isDrawn || store.annotationStore.validation !== null;
	});
	const faults = await page.evaluate(() => {
		const { validation } = (window as unknown as LoadedWindow).store.annotationStore;
		return JSON.parse(JSON.stringify(validation ?? [])) as Fault[];
	});
	const text = await page.locator('#label-studio').innerText();
	await page.close();
	return { faults, text };
}
