import { expect, test, type Page } from '@playwright/test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { servePage, type ServedPage } from '../serve-page';
import { FACTS } from './contract';

// What is made before them serves all.
test.describe.configure({ mode: 'default' });

let served: ServedPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
	served = await servePage(new URL('./page/', import.meta.url));
	page = await browser.newPage();
	await page.goto(served.url);
	await page.waitForFunction(() => 'observe' in window);
});

test.afterAll(async () => {
	await page.close();
	await served.close();
});

interface EnginePage {
	observe(name: string): Promise<unknown>;
	sumAtAddress(name: string, column: string): Promise<unknown>;
}

for (const { name, expected } of FACTS) {
	test(name, async () => {
		const observed = await page.evaluate(
			(fact) => (window as unknown as EnginePage).observe(fact),
			name
		);
		expect(observed).toEqual(expected);
	});
}

const sumAtAddress = (name: string, column: string) =>
	page.evaluate(([name, column]) => (window as unknown as EnginePage).sumAtAddress(name, column), [
		name,
		column
	] as const);

/** A server that answers at one address, by ranges or not, and the ranges it was asked for. */
async function serveTable(rowCount: number, hasRanges: boolean) {
	const data = Float64Array.from({ length: rowCount }, (_, row) => row);
	const columnData = ['a', 'b', 'c'].map((name) => ({ name, data }));
	const bytes = Buffer.from(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED' }));
	const asked: (string | undefined)[] = [];
	await page.context().unroute('**/remote.parquet');
	await page.context().route('**/remote.parquet', async (route) => {
		const range = route.request().headers()['range'];
		asked.push(range);
		const [, from, to] = /bytes=(\d+)-(\d+)/.exec((hasRanges && range) || '') ?? [];
		const [start, end] = from ? [Number(from), Number(to) + 1] : [0, bytes.length];
		const headers = { 'Content-Length': String(end - start) };
		await route.fulfill({ status: from ? 206 : 200, headers, body: bytes.subarray(start, end) });
	});
	return asked;
}

test('a small file at an address is downloaded once', async () => {
	const asked = await serveTable(1000, true);
	expect(await sumAtAddress('remote.parquet', 'b')).toBe(499_500);
	expect(asked).toEqual([undefined]);
});

test('a large file at an address is read by ranges, only where its columns lie', async () => {
	const asked = await serveTable(500_000, true);
	expect(await sumAtAddress('remote.parquet', 'b')).toBe(124_999_750_000);
	const ranges = asked.slice(1).map((range) => /bytes=(\d+)-(\d+)/.exec(range ?? '')!);
	const read = ranges.reduce((sum, [, from, to]) => sum + Number(to) - Number(from) + 1, 0);
	expect(read).toBeLessThan(5_000_000);
});

test('a large file whose server sends no ranges is downloaded', async () => {
	await serveTable(500_000, false);
	expect(await sumAtAddress('remote.parquet', 'b')).toBe(124_999_750_000);
});

test('a CSV file at an address is read', async () => {
	expect(await sumAtAddress('quoted.csv', 'id')).toBe(10);
});

test('an address without a file is told as a failure of the network', async () => {
	expect(await sumAtAddress('nothing-here.parquet', 'id')).toBe('network-failed');
});

test('an address that the policy forbids is told as a failure of the network', async () => {
	expect(await sumAtAddress('http://localhost:1/x.parquet', 'id')).toBe('network-failed');
});
