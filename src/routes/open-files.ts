import { assignRoles } from '$lib/session/wording';
import type { Session } from '$lib/session/session.svelte';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';

/**
 * Opens files that a person dropped, picked or opened from their system: in the given slot, else as names suggest.
 * Several synthetic files become versions, of which the first is analysed.
 */
export function openFiles(session: Session, files: readonly File[], slot?: Role): void {
	const taken = ROLES.filter((role) => session.sources[role]);
	const { human, synthetic } =
		slot && files.length === 1
			? { human: slot === 'human' ? files[0] : undefined, synthetic: slot === 'human' ? [] : files }
			: assignRoles(files, taken);
	const [first, ...more] = synthetic.map(toSource);
	session.open({ ...(human && { human: toSource(human) }), ...(first && { synthetic: first }) });
	session.versions.add(more);
}

/** Adds files as further versions of the synthetic table. */
export function addVersions(session: Session, files: readonly File[]): void {
	session.versions.add(files.map(toSource));
}

function toSource(file: File): Source {
	return { kind: 'file', name: file.name, file };
}
