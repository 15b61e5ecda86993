/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { build, files, prerendered, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

/** DuckDB for browsers without WebAssembly exceptions. One that needs it fetches its 40 MB when it needs them. */
const isForOldBrowsers = (url: string) => /duckdb-(browser-)?mvp/.test(url);

// Built files carry a hash in their names and never change under one; pages, icons and samples change by version.
precacheAndRoute([
	...build.filter((url) => !isForOldBrowsers(url)).map((url) => ({ url, revision: null })),
	...[...files, ...prerendered].map((url) => ({ url, revision: version }))
]);
cleanupOutdatedCaches();

// A new version waits until the person asks for it: under a running one it would take away the parts not yet loaded.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
	if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
