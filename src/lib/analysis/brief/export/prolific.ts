import type { Brief, PlatformFilter } from '$lib/terms/brief';
import type { PersonKind } from '$lib/terms/brief-numbers';
import { hasTexts } from '$lib/analysis/brief/brief-words';
import { longestSitting } from '$lib/analysis/brief/numbers/cost';
import { standingErrors } from './draft-mark';
import { escapeMarkup } from './html';
import { narrowFilter } from './narrow-filter';

/** A filter in the platform's JSON. Source: docs.prolific.com/api-reference/filters, read 2026-09-20. */
type StudyFilter =
	| {
			filter_id: string;
			selected_values: readonly string[];
			weightings?: Readonly<Record<string, number>>;
	  }
	| { filter_id: string; selected_range: { lower: number; upper: number } }
	| { filter_id: 'or'; selected_filters: readonly StudyFilter[] };

function rounded(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}

/** A quota as weights: the group's answers share `quotaShare` of the places, the others the rest. */
function weightings(
	filter: Extract<PlatformFilter, { kind: 'select' }>,
	quotaShare: number
): Readonly<Record<string, number>> | undefined {
	const others = filter.others ?? [];
	if (others.length === 0) return undefined;
	return Object.fromEntries([
		...filter.choices.map(({ id }) => [id, rounded(quotaShare / filter.choices.length)]),
		...others.map(({ id }) => [id, rounded((1 - quotaShare) / others.length)])
	]);
}

function studyFilter(filter: PlatformFilter, quotaShare: number): StudyFilter {
	if (filter.kind === 'range')
		return {
			filter_id: filter.filterId,
			selected_range: { lower: filter.lower, upper: filter.upper }
		};
	if (filter.kind === 'any-range')
		return {
			filter_id: 'or',
			selected_filters: filter.ranges.map((range) => ({
				filter_id: filter.filterId,
				selected_range: range
			}))
		};
	const weights = weightings(filter, quotaShare);
	return {
		filter_id: filter.filterId,
		selected_values: [...filter.choices, ...(filter.others ?? [])].map(({ id }) => id),
		...(weights === undefined ? {} : { weightings: weights })
	};
}

/** Longest name and shortest screen-out that make sense; the platform truncates longer names. */
const LONGEST_NAME = 120;

function completionCodes(brief: Brief, { numbers }: PersonKind, position: number) {
	const stem = brief.hash.slice(0, 6).toUpperCase() + String(position + 1);
	const slots = Math.max(0, numbers.screened95 - numbers.starts);
	const reward = Math.min(brief.plan.pay.screenOutReward, brief.totals.reward - 1);
	const participant = { actor: 'participant' } as const;
	return [
		{
			code: `${stem}DONE`,
			code_type: 'COMPLETED',
			...participant,
			actions: [{ action: 'MANUALLY_REVIEW' }]
		},
		...(slots > 0 && reward > 0
			? [
					{
						code: `${stem}OUT`,
						code_type: 'SCREENED_OUT',
						...participant,
						actions: [
							{
								action: 'FIXED_SCREEN_OUT_PAYMENT',
								fixed_screen_out_reward: Math.floor(reward),
								slots
							}
						]
					}
				]
			: []),
		{
			code: `${stem}NO`,
			code_type: 'NO_CONSENT',
			...participant,
			actions: [
				{
					action: 'REQUEST_RETURN',
					return_reason:
						'You chose not to take part. Please return your submission; this does not affect your account.'
				}
			]
		}
	];
}

function description(brief: Brief): string {
	const { task, rejectionRule, aiPolicy } = brief.plan.texts;
	const paragraphs = [task, rejectionRule, hasTexts(brief) ? aiPolicy : '']
		.filter((text) => text.trim() !== '')
		.map((text) => `<p>${escapeMarkup(text.trim())}</p>`);
	return `${paragraphs.join('')}<p>Taking part is voluntary; you can stop at any time.</p>`;
}

/** Kinds of people that can be recruited: somebody is wanted, and a finite number of people is enough. */
export function recruitable({ kinds }: Brief): readonly PersonKind[] {
	return kinds.filter(
		({ numbers }) => numbers.completes > 0 && Number.isFinite(numbers.screened95)
	);
}

/** The filters of all of a kind's regions, one for each of the platform's filters. */
function filtersOf(brief: Brief, kind: PersonKind): readonly PlatformFilter[] {
	const filters = brief.regions.flatMap(({ id, conditions }) =>
		kind.regions.includes(id) ? conditions.flatMap(({ filter }) => filter ?? []) : []
	);
	const ids = [...new Set(filters.map(({ filterId }) => filterId))];
	return ids.map((id) => filters.filter(({ filterId }) => filterId === id).reduce(narrowFilter));
}

/**
 * A draft study of one kind of people for POST /api/v1/studies/. `isVerified` says that the filter ids were held
 * against the platform's live list.
 */
export function prolificStudy(
	brief: Brief,
	kind: PersonKind,
	position: number,
	isVerified: boolean
) {
	const { plan, totals } = brief;
	const errors = standingErrors(brief);
	return {
		name: plan.publicTitle.slice(0, LONGEST_NAME),
		internal_name: `${plan.title}: ${kind.title}`,
		description: description(brief),
		external_study_url:
			'https://example.org/study?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}',
		prolific_id_option: 'url_parameters',
		completion_codes: completionCodes(brief, kind, position),
		total_available_places: kind.numbers.completes,
		estimated_completion_time: Math.max(1, Math.ceil(plan.pay.minutes)),
		maximum_allowed_time: longestSitting(plan.pay.minutes),
		reward: totals.reward,
		device_compatibility: ['desktop', 'tablet', 'mobile'],
		peripheral_requirements: [],
		filters: filtersOf(brief, kind).map((filter) => studyFilter(filter, plan.people.quotaShare)),
		submissions_config: {
			max_submissions_per_participant: Math.max(1, Math.floor(plan.people.cap))
		},
		study_labels: [hasTexts(brief) ? 'writing_task' : 'survey'],
		metadata: JSON.stringify({
			region: kind.id,
			brief: `sha256:${brief.hash}`,
			choice_ids_verified: isVerified,
			ready: errors.length === 0,
			standing_errors: errors
		})
	};
}
