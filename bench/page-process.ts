import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

/** What a page's process with all its workers has used. */
export interface Usage {
	readonly cpuSeconds?: number;
	/** Peak resident memory, on Linux alone. */
	readonly peakMb?: number;
}

/** CPU seconds and peak memory of the page's process; nothing where the system does not tell. */
export async function usageOf(browser: Browser): Promise<Usage> {
	const page = await pageProcess(browser);
	if (page === undefined) return {};
	const peakMb = readPeakMb(page.id);
	return { cpuSeconds: Number(page.cpuTime.toFixed(1)), ...(peakMb !== null && { peakMb }) };
}

/**
 * Notes the peak memory of each phase that the page tells by `console.debug('phase', name)`: of the time since the last
 * one told. Gives what is noted as it comes; nothing where the system does not tell.
 */
export function followPeaks(browser: Browser, page: Page): Record<string, number> {
	const peaks: Record<string, number> = {};
	page.on('console', async (message) => {
		const [, phase] = /^phase (.*)$/.exec(message.text()) ?? [];
		const found = phase === undefined ? undefined : await pageProcess(browser);
		const peak = found && readPeakMb(found.id);
		if (phase === undefined || !found || !peak) return;
		peaks[phase] = peak;
		// Makes the kernel count anew from what is resident now.
		writeFileSync(`/proc/${found.id}/clear_refs`, '5');
	});
	return peaks;
}

async function pageProcess(browser: Browser) {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	return processInfo
		.filter(({ type }) => type === 'renderer')
		.sort((a, b) => b.cpuTime - a.cpuTime)[0];
}

function readPeakMb(processId: number): number | null {
	const path = `/proc/${processId}/status`;
	if (!existsSync(path)) return null;
	const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
	return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
