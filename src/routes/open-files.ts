import type { Receiving } from '$lib/session/receiving.svelte';
import type { Session } from '$lib/session/session.svelte';
import { assignRoles } from '$lib/session/table-roles';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';

/** Whether a file is an analysis that someone shared, not a table; browsers number files that they save again. */
function isShared({ name }: File): boolean {
	return /\.lacuna\b.*\.json$/i.test(name);
}

/**
 * Opens files that a person dropped, picked or opened from their system: an analysis that was shared (`.lacuna.json`),
 * and tables, in the given slot, else as what was shared or their names suggest. Several synthetic files become
 * versions, of which the first is analysed.
 */
export async function openFiles(
	session: Session,
	receiving: Receiving,
	files: readonly File[],
	slot?: Role
): Promise<void> {
	const shared = files.find(isShared);
	const tables = files.filter((file) => !isShared(file));
	if (shared) await receiving.receiveFile(shared);
	if (tables.length === 0) return;
	const { sources } = session.recipe;
	const isNeeded = (role: Role) => sources[role] && !session.sources[role];
	const isAwaited = receiving.received.state === 'open' && ROLES.some(isNeeded);
	if (isAwaited && slot === undefined) await receiving.files.give(tables);
	else openTables(session, tables, slot);
}

function openTables(session: Session, tables: readonly File[], slot: Role | undefined): void {
	const taken = ROLES.filter((role) => session.sources[role]);
	const { human, synthetic } =
		slot && tables.length === 1
			? {
					human: slot === 'human' ? tables[0] : undefined,
					synthetic: slot === 'human' ? [] : tables
				}
			: assignRoles(tables, taken);
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
