import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRemote, remoteBlob } from './remote-blob';

/** Sends ten of the thousand bytes that it promises, then hangs up. */
const server = createServer((request, response) => {
	response.writeHead(request.headers.range ? 206 : 200, { 'Content-Length': 1000 });
	response.write('0123456789', () => response.destroy());
});
let url = '';
const { signal } = new AbortController();

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/table.csv`;
});
afterAll(() => server.close());

it('a download that breaks off is a failure of the network, whole or in parts', async () => {
	const broken = {
		code: 'network-failed',
		message: `${url} cannot be opened: the connection broke off.`
	};
	await expect(openRemote(url, signal)).rejects.toMatchObject(broken);
	await expect(remoteBlob(url, 1000).arrayBuffer()).rejects.toMatchObject(broken);
});

it('an address where nothing answers is told as one', async () => {
	await expect(openRemote('http://127.0.0.1:1/table.csv', signal)).rejects.toMatchObject({
		code: 'network-failed',
		message: expect.stringContaining('it cannot be reached') as string
	});
});

it('an abort is no failure', async () => {
	await expect(openRemote(url, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
