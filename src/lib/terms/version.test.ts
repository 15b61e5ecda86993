import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { VERSION } from './version';

it('is the version of the package', async () => {
	const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
	expect(VERSION).toBe(manifest.version);
});
