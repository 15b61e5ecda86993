import { expect, test } from '@playwright/test';
import { reachGaps } from './open-page';

test('no request leaves the origin from the sample over every page to the link', async ({
	page,
	baseURL
}) => {
	test.setTimeout(240_000);
	const foreign: string[] = [];
	const violations: string[] = [];
	page.context().on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (protocol !== 'data:' && origin !== baseURL) foreign.push(request.url());
	});
	page.on('console', (message) => {
		if (/Content Security Policy/.test(message.text())) violations.push(message.text());
	});

	await page.goto('/#sample=adult-tvae');
	await reachGaps(page);
	const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('link');
	for (let step = 0; step < (await steps.count()); step++) {
		await steps.nth(step).click();
		await page.waitForLoadState('networkidle');
	}

	await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
	await expect(page.getByRole('dialog')).toBeVisible();

	expect(foreign).toEqual([]);
	expect(violations).toEqual([]);
});

test('the policy comes as a header with pages and with worker scripts', async ({
	page,
	request
}) => {
	const home = await request.get('/');
	const policy = home.headers()['content-security-policy'];
	expect(policy).toContain("default-src 'self'");
	expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
	const workers: string[] = [];
	page.on('worker', (worker) => workers.push(worker.url()));
	await page.goto('/#sample=adult-tvae');
	await expect.poll(() => workers.length).toBeGreaterThan(0);
	for (const url of workers) {
		expect(url).not.toMatch(/^blob:/);
		expect((await request.get(url)).headers()['content-security-policy']).toBe(policy);
	}
});
