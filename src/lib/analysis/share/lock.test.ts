import { describe, expect, it } from 'vitest';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { fromLacunaFile, toLockedFile } from './lacuna-file';
import { decodeLink, encodeLink } from './link';
import { isLocked } from './fragment';
import { makeLock, unlockLink } from './lock';

const passphrase = 'ünder the third stone';

async function lockLink(link: string, words: string): Promise<string> {
	return (await makeLock(words)).seal(link);
}

describe('locked links', () => {
	it('open with their passphrase, however its letters are composed', async () => {
		const link = await encodeLink({ recipe: EMPTY_RECIPE, findings: null });
		const locked = await lockLink(link, passphrase);
		expect(isLocked(locked) && !isLocked(link)).toBe(true);
		expect((await unlockLink(locked, passphrase.normalize('NFD'))).link).toBe(link);
	});

	it('lock what is decided since by the passphrase they came with', async () => {
		const link = await encodeLink({ recipe: EMPTY_RECIPE, findings: null });
		const { lock } = await unlockLink(await lockLink(link, passphrase), passphrase);
		const recipe = { ...EMPTY_RECIPE, judgements: { r0123456789abcdef: 'known' as const } };
		const later = await encodeLink({ recipe, findings: null });
		expect((await unlockLink(await lock.seal(later), passphrase)).link).toBe(later);
	});

	it('never look alike twice', async () => {
		const link = await encodeLink({ recipe: EMPTY_RECIPE, findings: null });
		expect(await lockLink(link, passphrase)).not.toBe(await lockLink(link, passphrase));
	});

	it('say that the passphrase is wrong', async () => {
		const locked = await lockLink(
			await encodeLink({ recipe: EMPTY_RECIPE, findings: null }),
			passphrase
		);
		await expect(unlockLink(locked, 'wrong')).rejects.toThrow('passphrase is wrong');
		await expect(unlockLink(locked.slice(0, -8), passphrase)).rejects.toThrow('changed on its way');
		await expect(unlockLink('#v1-locked.abcd', passphrase)).rejects.toThrow('no whole locked link');
	});

	it('are not read without one', async () => {
		const locked = await lockLink(
			await encodeLink({ recipe: EMPTY_RECIPE, findings: null }),
			passphrase
		);
		await expect(decodeLink(locked)).rejects.toThrow('it is locked');
		await expect(makeLock('')).rejects.toThrow('passphrase is empty');
	});

	it('travel in a file as well', async () => {
		const locked = await lockLink(
			await encodeLink({ recipe: EMPTY_RECIPE, findings: null }),
			passphrase
		);
		expect(fromLacunaFile(toLockedFile(locked), 'a.lacuna.json')).toEqual({
			kind: 'locked',
			link: locked
		});
	});
});

describe('.lacuna.json files', () => {
	it('are told from other JSON', () => {
		expect(() => fromLacunaFile('{"a":1}', 'a.json')).toThrow('a.json is JSON, but not of Lacuna');
		expect(() => fromLacunaFile('{"lacuna":2}', 'a.json')).toThrow('another version');
		expect(() => fromLacunaFile('hello', 'a.json')).toThrow('not readable as JSON');
	});
});
