/** What follows the first `#` of an address, or all of it. */
export function fragmentOf(address: string): string {
	const trimmed = address.trim();
	return trimmed.slice(trimmed.indexOf('#') + 1);
}

/** Whether an address or fragment claims to be a link of ours, of any version. */
export function isLink(address: string): boolean {
	return /^v\d{1,9}(-locked)?\./.test(fragmentOf(address));
}

/** Whether a fragment or address holds a locked link. */
export function isLocked(address: string): boolean {
	return fragmentOf(address).startsWith(LOCKED_PREFIX);
}

/** How an open and a locked link begin, after the `#`. */
export const OPEN_PREFIX = 'v1.';
export const LOCKED_PREFIX = 'v1-locked.';
