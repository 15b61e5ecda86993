import { ROLES, type Fingerprint, type Role } from '$lib/terms/dataset';
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
			print.rowCount === file.fingerprint.rowCount
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
