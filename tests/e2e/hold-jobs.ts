import type { Page } from '@playwright/test';

/** What is left on the page to let jobs start. */
interface HeldWindow {
	letJobsStart(name: string): void;
}

/** What Comlink posts to a worker of the compute pool to run a job: its number and its name come first. */
interface Call {
	readonly argumentList?: readonly { readonly value?: unknown }[];
}

/**
 * From the next page on, jobs of these names do not start until they are let: what a page shows only while work runs
 * stays for as long as a test looks at it, on a fast machine and on one that stalls.
 */
export async function holdJobs(page: Page, ...names: readonly string[]): Promise<void> {
	await page.addInitScript((names) => {
		const held = new Map(names.map((name) => [name, [] as (() => void)[]]));
		window.Worker = class extends Worker {
			override postMessage(message: unknown, options?: unknown): void {
				const send = () => super.postMessage(message, options as Transferable[]);
				const name = (message as Call | null)?.argumentList?.[1]?.value;
				const waiting = held.get(name as string);
				if (waiting) waiting.push(send);
				else send();
			}
		};
		(window as unknown as HeldWindow).letJobsStart = (name) => {
			const waiting = held.get(name) ?? [];
			held.delete(name);
			for (const send of waiting) send();
		};
	}, names);
}

/** Lets the jobs of a name start: those that are held, and all that come. */
export async function letJobsStart(page: Page, name: string): Promise<void> {
	await page.evaluate((name) => (window as unknown as HeldWindow).letJobsStart(name), name);
}
