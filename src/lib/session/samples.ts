import { asset } from '$app/paths';
import { ROLES, type Role, type Source } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';

/** The pairs that the app ships, by the name that a link calls them. */
export const SAMPLES = {
	'adult-tvae': {
		title: 'Census answers and a generator',
		note: 'Adult, 24,421 people, against TVAE: gaps are there to be found.',
		files: { human: 'adult-human.parquet', synthetic: 'adult-tvae.parquet' }
	},
	'adult-holdout': {
		title: 'Census answers, split in two',
		note: 'Adult against its other half: no gap is there, and none is claimed.',
		files: { human: 'adult-human.parquet', synthetic: 'adult-holdout.parquet' }
	}
} as const;

export type SampleName = keyof typeof SAMPLES;

/** The link that opens a sample, on whichever page it stands. */
export function sampleHref(name: SampleName): string {
	return `#sample=${name}`;
}

/** The sample that a fragment names, as in `#sample=adult-tvae`; null where it names none. */
export function sampleOf(fragment: string): SampleName | null {
	const name = new URLSearchParams(fragment.replace(/^#/, '')).get('sample');
	return name !== null && Object.hasOwn(SAMPLES, name) ? (name as SampleName) : null;
}

/** The sample whose files a recipe names; null where they are others. */
export function sampleNamed(sources: Recipe['sources']): SampleName | null {
	const isOf = (name: SampleName) =>
		ROLES.every((role) => sources[role]?.name === SAMPLES[name].files[role]);
	return (Object.keys(SAMPLES) as SampleName[]).find(isOf) ?? null;
}

/**
 * Fetches a sample's two files from where the app is served.
 * @throws {@link LacunaError} `network-failed`
 */
export async function fetchSample(name: SampleName): Promise<Record<Role, Source>> {
	const { human, synthetic } = SAMPLES[name].files;
	const fetchFile = async (file: string): Promise<Source> => {
		const response = await fetch(asset(`/samples/${file}`)).catch(() => null);
		if (!response?.ok) {
			throw new LacunaError('network-failed', `The sample file ${file} did not arrive.`, {
				hint: 'Check that you are online, then press the sample again.'
			});
		}
		return { kind: 'file', name: file, file: await response.blob() };
	};
	const [people, made] = await Promise.all([fetchFile(human), fetchFile(synthetic)]);
	return { human: people, synthetic: made };
}
