import type { Session } from '$lib/session/session.svelte';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import { assignRoles } from './guess-role';

/** Opens files that a person dropped, picked or opened from their system: in the given slot, else as names suggest. */
export function openFiles(session: Session, files: readonly File[], slot?: Role): void {
	const taken = ROLES.filter((role) => session.sources[role]);
	const assigned =
		slot && files[0] && files.length === 1 ? { [slot]: files[0] } : assignRoles(files, taken);
	const sources = Object.entries(assigned).map(([role, file]): [string, Source] => [
		role,
		{ kind: 'file', name: file.name, file }
	]);
	session.open(Object.fromEntries(sources));
}
