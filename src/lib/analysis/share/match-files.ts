import { ROLES, type Fingerprint, type Role, type Source } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';

/** How a file compares with the one that a recipe names for a role. */
export interface FileMatch {
	readonly role: Role;
	/** `same`: name and content. `renamed`: the content under another name. `changed`: the name, other content. */
	readonly kind: 'same' | 'renamed' | 'changed';
}

/**
 * Which role of a recipe a file plays, whatever the order in which files are given: by its content first, then by
 * its name. Null for a file that the recipe does not name.
 */
export function matchFile(
	file: { readonly name: string; readonly fingerprint: Fingerprint },
	sources: Recipe['sources']
): FileMatch | null {
	const known = ROLES.filter((role) => sources[role] !== undefined);
	const isEqual = (role: Role) => {
		const print = sources[role]?.fingerprint;
		return (
			print?.sha256 === file.fingerprint.sha256 &&
			print.sizeBytes === file.fingerprint.sizeBytes &&
			// A table of chosen rows has fewer of them than its file.
			(print.rowCount === file.fingerprint.rowCount || sources[role]?.chosen !== undefined)
		);
	};
	const isNamed = (role: Role) => sources[role]?.name === file.name;
	const equal = known.filter(isEqual);
	const role = equal.find(isNamed) ?? equal[0];
	if (role !== undefined) return { role, kind: isNamed(role) ? 'same' : 'renamed' };
	const named = known.find(isNamed);
	if (named === undefined) return null;
	return { role: named, kind: sources[named]?.fingerprint === undefined ? 'same' : 'changed' };
}

/** What a matched file is opened as: its role, or both where the recipe takes both tables from this one file. */
export function sourcesOf(
	source: Source,
	{ role }: FileMatch,
	sources: Recipe['sources']
): Partial<Record<Role, Source>> {
	const own = sources[role];
	const roles = ROLES.filter((other) => {
		const ref = sources[other];
		const isSameFile =
			ref?.name === own?.name && ref?.fingerprint?.sha256 === own?.fingerprint?.sha256;
		return other === role || (isSameFile && ref?.chosen !== undefined && own?.chosen !== undefined);
	});
	return Object.fromEntries(
		roles.map((one) => {
			const chosen = sources[one]?.chosen;
			return [one, chosen ? { ...source, chosen } : source];
		})
	);
}
