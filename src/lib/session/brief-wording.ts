// What a brief's page says in words and numbers is decided by the analysis; pages reach it through the session.
export { PLAN_RANGES } from '$lib/analysis/brief/settle-plan';
export { diffBriefs } from '$lib/analysis/brief/diff-briefs';
export { figureColumns, type Block } from '$lib/analysis/brief/export/blocks';
export {
	askedFor,
	costSteps,
	evidence,
	expectedWords,
	hasRatings,
	hasTexts,
	recordsWords,
	whyNotReweight
} from '$lib/analysis/brief/brief-words';
export { impliedWords } from '$lib/analysis/brief/implied-condition';
export {
	losses,
	type Losses,
	onlyKindOf,
	overfilledWords,
	peopleWords,
	servedWords,
	sharedWords
} from '$lib/analysis/brief/people-words';
export { ANSWER_WORDS, ORIGIN_WORDS } from '$lib/analysis/brief/export/record-blocks';
export type { BriefSketch } from '$lib/analysis/brief/sketch-brief';
export { EXPORT_FORMATS, type ExportFormat } from '$lib/analysis/brief/export/export-brief';
export { ALLOCATION_WORDS } from '$lib/analysis/brief/export/plan-blocks';
export { filterWords } from '$lib/analysis/brief/export/filter-words';
export {
	costWords,
	count,
	counted,
	decimal,
	money,
	percent,
	roughly
} from '$lib/analysis/brief/format';
export { closingOf } from '$lib/analysis/brief/translate/decoys';
export { answerLabel } from '$lib/analysis/brief/translate/question-words';
export { questionName } from '$lib/analysis/brief/translate/screener';
export { GUARDED_CHECKLIST, specialColumns } from '$lib/analysis/brief/special-columns';
export { ratingAgreement, readRatings, type AgreementReport } from '$lib/analysis/brief/ratings';
export type { Scale } from '$lib/analysis/brief/numbers/agreement';
