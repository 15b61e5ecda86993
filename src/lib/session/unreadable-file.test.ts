import { describe, expect, it } from 'vitest';
import type { Source } from '$lib/terms/dataset';
import { unreadableFile } from './unreadable-file';

const whole = (name: string): Source => ({ kind: 'file', name, file: new Blob(['age\n31\n']) });

class GoneBlob extends Blob {
	override slice(): Blob {
		return this;
	}
	override arrayBuffer(): Promise<ArrayBuffer> {
		return Promise.reject(new DOMException('A file could not be found.', 'NotFoundError'));
	}
}

describe('a file that went away after it was chosen', () => {
	it('is named, with the way out', async () => {
		const gone: Source = { kind: 'file', name: 'made.csv', file: new GoneBlob() };
		const error = await unreadableFile({ human: whole('people.csv'), synthetic: gone });
		expect(error?.message).toBe('made.csv cannot be read any more.');
		expect(error?.hint).toContain('Choose it again');
	});

	it('is none while both can be read', async () => {
		const sources = { human: whole('people.csv'), synthetic: whole('made.csv') };
		expect(await unreadableFile(sources)).toBeNull();
	});
});
