import type { AcceptanceCheck, BriefRegion, DictionaryColumn } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { LONGEST_TEXT } from './dictionary';
import { percent } from './format';

/**
 * The checks that a machine runs on what comes back, in the order in which they are worth running. A region's
 * check is the gap's own predicate; where that is withheld, it runs in-house by the region's id.
 */
export function acceptanceOf(
	regions: readonly BriefRegion[],
	dictionary: readonly DictionaryColumn[],
	plan: BriefPlan
): readonly AcceptanceCheck[] {
	const on = plan.acceptance;
	const texts = dictionary
		.filter(({ type }) => type === 'text')
		.filter(({ origin }) => origin === 'asked');
	const names = texts.map(({ name }) => name);
	const own = dictionary.filter(({ origin }) => origin === 'asked').map(({ name }) => name);
	const checks: AcceptanceCheck[] = [];
	if (on.schema)
		checks.push({
			id: 'schema',
			kind: 'schema',
			words:
				'Every column of the dictionary is there, of its type, and with a value of its list where that is all there is.',
			columns: dictionary
		});
	if (on.consent)
		checks.push({
			id: 'consent',
			kind: 'consent',
			words: 'The person agreed to take part.',
			column: 'consent'
		});
	if (on.unique) {
		checks.push({
			id: 'unique',
			kind: 'unique',
			words: 'No record comes twice.',
			columns: ['record_id']
		});
		if (plan.people.cap > 0)
			checks.push({
				id: 'person-cap',
				kind: 'person-cap',
				words:
					plan.people.cap === 1
						? 'No person sends two records.'
						: `No person sends more than ${plan.people.cap} records.`,
				column: 'person_id',
				max: plan.people.cap
			});
	}
	if (on.length)
		for (const { name } of texts)
			checks.push({
				id: `length:${name}`,
				kind: 'length',
				words: `${name} has 40 to ${LONGEST_TEXT} characters.`,
				column: name,
				min: 40,
				max: LONGEST_TEXT
			});
	if (on.personalData)
		checks.push({
			id: 'personal-data',
			kind: 'personal-data',
			words: 'No e-mail address, telephone number, address on the net or long number in any text.',
			columns: own
		});
	if (on.nearDuplicate && names.length > 0)
		checks.push({
			id: 'near-duplicate',
			kind: 'near-duplicate',
			words: `No two texts share ${percent(plan.quality.nearDuplicate)} or more of their five-character runs.`,
			columns: names,
			threshold: plan.quality.nearDuplicate
		});
	if (on.region)
		for (const region of regions)
			if (region.status === 'drafted')
				checks.push({
					id: `region:${region.id}`,
					kind: 'region',
					words: region.isCoarsened
						? `Counts for “${region.title}” if it passes the exact predicate, kept in-house under ${region.id}.`
						: `Counts for “${region.title}” if ${region.words}.`,
					regionId: region.id,
					sql: region.sql,
					region: region.region
				});
	return checks;
}
