/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { build, files, prerendered, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

/** DuckDB for browsers without WebAssembly exceptions. One that needs it fetches its 40 MB when it needs them. */
const isForOldBrowsers = (url: string) => /duckdb-(browser-)?mvp/.test(url);

// Built files carry a hash in their names and never change under one; pages, icons and samples change by version.
const kept = new PrecacheController();
kept.addToCacheList([
	...build.filter((url) => !isForOldBrowsers(url)).map((url) => ({ url, revision: null })),
	...[...files, ...prerendered].map((url) => ({ url, revision: version }))
]);
self.addEventListener('install', (event) => void kept.install(event));
cleanupOutdatedCaches();

const route = new PrecacheRoute(kept);
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') event.waitUntil(forgetOlder(event));
	const params = route.match({ event, request, url, sameOrigin: true }) as object | undefined;
	if (params) event.respondWith(route.handler.handle({ event, request, url, params }));
	else if (url.pathname.includes('/immutable/')) event.respondWith(ofEarlierVersion(request));
});

/** A part of the version before, which another tab may still run. */
async function ofEarlierVersion(request: Request): Promise<Response> {
	return (await caches.match(request)) ?? fetch(request);
}

/** What older versions left goes when a page is opened and no other is there, nor a newer version still to come. */
async function forgetOlder(event: FetchEvent): Promise<void> {
	const { installing, waiting } = self.registration;
	const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (!installing && !waiting && pages.length <= 1) await kept.activate(event);
}

// A new version waits until the person asks for it: work under way is not to be cut off.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
	if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
