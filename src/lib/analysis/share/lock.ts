import { LacunaError } from '$lib/terms/error';
import { fromBase64Url, toBase64Url } from './base64url';
import { fragmentOf, LOCKED_PREFIX, OPEN_PREFIX } from './fragment';
import { linkError, MAX_LINK_CHARACTERS } from './link';

/** OWASP Password Storage Cheat Sheet (2023) asks for 600,000 rounds of PBKDF2 with HMAC-SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>) {
	// The same words typed on another system may be composed otherwise (é as one letter or two).
	const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
	const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
	return crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}

const cipher = (iv: Uint8Array<ArrayBuffer>) => ({
	name: 'AES-GCM',
	iv,
	additionalData: new TextEncoder().encode(LOCKED_PREFIX)
});

/** Locks links by one passphrase, as often as wanted; the passphrase itself is not kept. */
export interface Lock {
	/**
	 * A link as one that only the passphrase opens: AES-256-GCM with a random nonce. The length of the content can be
	 * told from it, nothing else.
	 * @param link what `encodeLink` gave.
	 */
	seal(link: string): Promise<string>;
}

function lockOf(key: Awaited<ReturnType<typeof keyOf>>, salt: Uint8Array<ArrayBuffer>): Lock {
	return {
		async seal(link) {
			const bytes = fromBase64Url(fragmentOf(link).slice(OPEN_PREFIX.length));
			if (bytes === null) throw linkError('it is damaged', 'Make the link again.');
			const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
			const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(nonce), key, bytes));
			return `#${LOCKED_PREFIX}${toBase64Url(new Uint8Array([...salt, ...nonce, ...sealed]))}`;
		}
	};
}

/**
 * A lock by a passphrase: PBKDF2 with SHA-256 and a random salt.
 * @throws {@link LacunaError} `usage` for an empty passphrase.
 */
export async function makeLock(passphrase: string): Promise<Lock> {
	if (passphrase === '')
		throw new LacunaError('usage', 'The passphrase is empty.', {
			hint: 'Enter a passphrase, or share the link unlocked.'
		});
	const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
	return lockOf(await keyOf(passphrase, salt), salt);
}

/**
 * The link inside a locked one, for `decodeLink`, and its lock, by which what is decided since can be locked again.
 * @throws {@link LacunaError} `link-invalid` for a wrong passphrase or a damaged link; no one can tell which.
 */
export async function unlockLink(
	address: string,
	passphrase: string
): Promise<{ readonly link: string; readonly lock: Lock }> {
	const fragment = fragmentOf(address);
	const bytes =
		fragment.length <= MAX_LINK_CHARACTERS && fragment.startsWith(LOCKED_PREFIX)
			? fromBase64Url(fragment.slice(LOCKED_PREFIX.length))
			: null;
	const start = SALT_BYTES + NONCE_BYTES;
	if (bytes === null || bytes.length <= start + TAG_BYTES)
		throw linkError('it is no whole locked link', 'Copy the whole link again.');
	const salt = bytes.slice(0, SALT_BYTES);
	const key = await keyOf(passphrase, salt);
	try {
		const nonce = bytes.slice(SALT_BYTES, start);
		const opened = await crypto.subtle.decrypt(cipher(nonce), key, bytes.slice(start));
		const link = `#${OPEN_PREFIX}${toBase64Url(new Uint8Array(opened))}`;
		return { link, lock: lockOf(key, salt) };
	} catch (cause) {
		const what = 'the passphrase is wrong, or the link was changed on its way';
		throw linkError(what, 'Enter the passphrase again, minding capitals and spaces.', cause);
	}
}
