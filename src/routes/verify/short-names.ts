import { TABLE_ENDINGS } from '$lib/session/table-endings';

const ENDINGS = TABLE_ENDINGS.split(',').map((ending) => ending.trim().toLowerCase());

/** File names without their endings, where they can still be told apart. */
export function shortNames(names: readonly string[]): readonly string[] {
	const short = names.map((name) => {
		const ending = ENDINGS.find((one) => name.toLowerCase().endsWith(one));
		return ending === undefined || ending.length === name.length
			? name
			: name.slice(0, -ending.length);
	});
	return new Set(short).size === new Set(names).size ? short : names;
}
