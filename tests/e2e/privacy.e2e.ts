import { expect, test } from '@playwright/test';

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
