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
 * Gives each dropped file a role: what its name suggests, else the role still free, the human one first. At most
 * two files; `taken` are roles that have a file already, which one file alone fills up before it replaces any.
 */
export function assignRoles<F extends { readonly name: string }>(
	files: readonly F[],
	taken: readonly Role[]
): Partial<Record<Role, F>> {
	const [first, second] = files;
	if (!first) return {};
	if (!second) {
		const free: Role | undefined = (['human', 'synthetic'] as const).find(
			(r) => !taken.includes(r)
		);
		return { [guessRole(first.name) ?? free ?? 'human']: first };
	}
	const isSwapped = guessRole(first.name) === 'synthetic' || guessRole(second.name) === 'human';
	return isSwapped ? { human: second, synthetic: first } : { human: first, synthetic: second };
}
