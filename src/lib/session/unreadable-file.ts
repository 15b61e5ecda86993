import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';

/** What to tell where a chosen file cannot be read any more, as after it was deleted on the disk; null where all can. */
export async function unreadableFile(
	sources: Readonly<Record<Role, Source>>
): Promise<LacunaError | null> {
	for (const role of ROLES) {
		const source = sources[role];
		if (source.kind !== 'file') continue;
		try {
			await source.file.slice(0, 1).arrayBuffer();
		} catch (cause) {
			return new LacunaError('file-unreadable', `${source.name} cannot be read any more.`, {
				hint: 'It was moved, changed or deleted since it was chosen. Choose it again.',
				cause
			});
		}
	}
	return null;
}
