/** A number that a double cannot hold, or that JSON has no word for; before it stands what no text begins with. */
const MARK = '\u0000lacuna:';
const NEEDS_MARKS = /\d{16}|NaN|Infinity/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|NaN|-?Infinity/g;

/**
 * Parses one line. Whole numbers beyond 2^53 come as bigint, and the NaN and Infinity that Python writes are taken
 * for what they mean.
 * @throws SyntaxError
 */
export function parseJsonLine(line: string): unknown {
	if (!NEEDS_MARKS.test(line)) return JSON.parse(line);
	return JSON.parse(line.replaceAll(TOKEN, marked), (_key, value) => unmarked(value));
}

function marked(token: string): string {
	const isHuge = /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
	return isHuge || /^-?[NI]/.test(token) ? JSON.stringify(`${MARK}${token}`) : token;
}

function unmarked(value: unknown): unknown {
	if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
	const token = value.slice(MARK.length);
	return /\d/.test(token) ? BigInt(token) : Number(token);
}

const TEXT = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SCALAR = /(?:true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/** The offset at which a text stops being JSON; its length where only more could make it so. */
export function jsonFault(text: string): number {
	let at = 0;
	const skip = () => {
		while (/\s/.test(text[at] ?? '')) at++;
	};
	const matches = (pattern: RegExp) => {
		pattern.lastIndex = at;
		const isMatch = pattern.test(text);
		if (isMatch) at = pattern.lastIndex;
		return isMatch;
	};
	const passes = (character: string) => {
		skip();
		const isThere = text[at] === character;
		if (isThere) at++;
		return isThere;
	};
	const isValue = (): boolean => {
		if (passes('{')) return areMembers('}', () => matches(TEXT) && passes(':') && isValue());
		if (passes('[')) return areMembers(']', isValue);
		return matches(TEXT) || matches(SCALAR);
	};
	const areMembers = (close: string, isMember: () => boolean): boolean => {
		if (passes(close)) return true;
		do {
			skip();
			if (!isMember()) return false;
		} while (passes(','));
		return passes(close);
	};
	if (isValue()) skip();
	return at;
}
