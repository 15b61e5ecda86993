import { encodePair } from '$lib/analysis/encode/encode-pair';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import type { Role, Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { createNodeContext } from '../tests/node-context';

function source(path: string): Source {
	return { kind: 'path', name: path, path };
}

/** Opens, profiles and encodes two files. */
export async function encodeFiles(paths: Record<Role, string>, recipe: Recipe, ctx: RunContext) {
	const sources = { human: source(paths.human), synthetic: source(paths.synthetic) };
	const pair = await openPair(sources, recipe, ctx);
	const profiles = await profilePair(pair, recipe, ctx);
	const encoded = await encodePair(pair, profiles, recipe, ctx);
	return { pair, profiles, encoded };
}

/** The gaps of two files under the recipe as it stands at first, with the seconds of CPU that finding them took. */
export async function findGapsIn(paths: Record<Role, string>) {
	const ctx = createNodeContext();
	const { pair, profiles, encoded } = await encodeFiles(paths, EMPTY_RECIPE, ctx);
	const begin = process.cpuUsage();
	const report = await findGaps(pair, profiles, encoded, EMPTY_RECIPE, ctx);
	const { user, system } = process.cpuUsage(begin);
	return { engine: ctx.engine, report, cpuSeconds: (user + system) / 1e6 };
}
