import type { Brief } from '$lib/terms/brief';
import { csv } from './csv';
import { standingErrors } from './draft-mark';

/** The quota table: one row a kind of people with those at each gate, then the regions that nobody is asked for. */
export function quotaCsv(brief: Brief): string {
	const { kinds, regions, plan } = brief;
	const status = standingErrors(brief).length > 0 ? 'draft' : 'ready';
	const nobody = regions.filter((region) => region.status !== 'drafted');
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
		...kinds.map(({ id, title, words, numbers, cost }) => [
			id,
			title,
			words,
			numbers.records,
			numbers.people,
			numbers.completes,
			numbers.starts,
			Math.round(numbers.incidence * 1e6) / 1e6,
			numbers.screenedExpected,
			numbers.screened95,
			Math.round(cost.expected * 100) / 100,
			Math.round(cost.high * 100) / 100,
			plan.pay.currency,
			status
		]),
		...nobody.map(({ id, title, words, status: why }) => [
			...[id, title, words],
			...[0, 0, 0, 0, '', 0, 0, 0, 0],
			plan.pay.currency,
			why
		])
	]);
}

/** The empty file that comes back filled: the dictionary's columns as a header. */
export function recordsCsv({ dictionary }: Brief): string {
	return csv([dictionary.map(({ name }) => name)]);
}
