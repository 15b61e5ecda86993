import type { Brief } from '$lib/terms/brief';
import { QUESTION_PARTS, type Question } from '$lib/terms/question';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { markedTitle } from './draft-mark';
import { escapeMarkup } from './html';

function pageItem(question: Question, order: number) {
	const base = {
		order,
		description: question.text,
		...(question.help === undefined ? {} : { helper_text: question.help })
	};
	const answers = question.kind === 'yes-no' ? ['Yes', 'No'] : question.options;
	if (answers !== undefined)
		return {
			...base,
			type: 'multiple_choice',
			answer_limit: 1,
			options: answers.map((value) => ({ label: answerLabel(question, value), value }))
		};
	const isNumber = question.kind === 'integer' || question.kind === 'number';
	const min = isNumber ? question.min : question.minCharacters;
	const max = isNumber ? question.max : question.maxCharacters;
	return {
		...base,
		type: 'free_text',
		validation: { type: isNumber ? 'number' : 'string', min: min ?? null, max: max ?? null }
	};
}

/** A collection for POST /api/v1/data-collection/collections; the workspace's id is to be filled in. */
export function taskBuilderCollection(brief: Brief) {
	const { plan, questions } = brief;
	const pages = QUESTION_PARTS.map((part) =>
		questions.filter((question) => question.part === part)
	);
	return {
		workspace_id: '<workspace-id>',
		name: markedTitle(brief, plan.title),
		task_details: {
			task_name: plan.publicTitle,
			task_introduction: `<p>${escapeMarkup(plan.texts.task)}</p>`,
			task_steps: `<ol><li>Read the information and decide whether you take part.</li><li>Answer the questions.</li></ol><p>${escapeMarkup(plan.texts.rejectionRule)}</p>`
		},
		collection_items: pages
			.filter((page) => page.length > 0)
			.map((page, order) => ({ order, page_items: page.map(pageItem) }))
	};
}
