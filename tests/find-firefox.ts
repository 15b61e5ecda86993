import { existsSync } from 'node:fs';

/** An installed Firefox; null where there is none. */
export function findFirefox(): string | null {
	const candidates = [
		process.env.FIREFOX_PATH,
		'/usr/bin/firefox',
		'/usr/bin/firefox-esr',
		'/Applications/Firefox.app/Contents/MacOS/firefox'
	];
	return candidates.find((path) => path && existsSync(path)) ?? null;
}
