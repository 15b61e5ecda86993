import type { Role } from '$lib/terms/dataset';

const SYNTHETIC =
	/synth|generated|fake|simulat|artificial|augment|(tv|ct|copula)?gan|vae|copula|diffusion|llm|gpt/i;
const HUMAN = /human|real|orig|train|holdout|people|survey|actual|ground.?truth/i;

/** The role that a file's name suggests; null where it suggests none, or both. */
export function guessRole(name: string): Role | null {
	const [isSynthetic, isHuman] = [SYNTHETIC.test(name), HUMAN.test(name)];
	if (isSynthetic === isHuman) return null;
	return isSynthetic ? 'synthetic' : 'human';
}

/**
 * Gives each dropped file a role: what its name suggests, else the role still free, the human one first. Of three and
 * more, one is human at most and the others are versions of the synthetic table, in their order.
 * @param taken roles that have a file already, which one file alone fills up before it replaces any.
 */
export function assignRoles<F extends { readonly name: string }>(
	files: readonly F[],
	taken: readonly Role[]
): { readonly human?: F; readonly synthetic: readonly F[] } {
	const [first, second] = files;
	if (!first) return { synthetic: [] };
	if (!second) {
		const free = (['human', 'synthetic'] as const).find((role) => !taken.includes(role));
		const role = guessRole(first.name) ?? free ?? 'human';
		return role === 'human' ? { human: first, synthetic: [] } : { synthetic: [first] };
	}
	const unnamed = files.find(({ name }) => guessRole(name) === null);
	const hasPlace = files.length === 2 || !taken.includes('human');
	const human =
		files.find(({ name }) => guessRole(name) === 'human') ??
		(hasPlace ? (unnamed ?? first) : undefined);
	return { ...(human && { human }), synthetic: files.filter((file) => file !== human) };
}
