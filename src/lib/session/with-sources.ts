import type { Analysis } from '$lib/terms/analysis';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import type { Recipe, SourceRef } from '$lib/terms/recipe';

/** A recipe that names the files it was run on, by what was opened and where from. */
export function withSources(
	recipe: Recipe,
	sources: Readonly<Partial<Record<Role, Source>>>,
	opened: Analysis['open']
): Recipe {
	const refOf = (role: Role): SourceRef => {
		const { name, fingerprint, chosen } = opened[role];
		const source = sources[role];
		const url = source?.kind === 'url' && { url: source.url };
		return { name, fingerprint, ...url, ...(chosen && { chosen }) };
	};
	const refs = Object.fromEntries(ROLES.map((role) => [role, refOf(role)]));
	return { ...recipe, sources: refs };
}
