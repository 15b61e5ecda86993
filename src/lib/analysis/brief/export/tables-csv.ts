import type { Brief } from '$lib/terms/brief';
import { csv } from './csv';
import { standingErrors } from './draft-mark';

/** The quota table: one row a region, with the people at each gate. */
export function quotaCsv(brief: Brief): string {
	const status = standingErrors(brief).length > 0 ? 'draft' : 'ready';
	return csv([
		[
			'region_id',
			'title',
			'conditions',
			'records',
			'people',
			'completes',
			'starts',
			'incidence',
			'screened_expected',
			'screened_95',
			'cost_expected',
			'cost_high',
			'currency',
			'status'
		],
		...brief.regions.map(({ id, title, words, numbers, cost, status: drafted }) => [
			id,
			title,
			words,
			numbers.affordable,
			numbers.people,
			numbers.completes,
			numbers.starts,
			Math.round(numbers.incidence * 1e6) / 1e6,
			numbers.screenedExpected,
			numbers.screened95,
			Math.round(cost.expected * 100) / 100,
			Math.round(cost.high * 100) / 100,
			brief.plan.pay.currency,
			drafted === 'drafted' ? status : drafted
		])
	]);
}

/** The empty file that comes back filled: the dictionary's columns as a header. */
export function recordsCsv({ dictionary }: Brief): string {
	return csv([dictionary.map(({ name }) => name)]);
}
