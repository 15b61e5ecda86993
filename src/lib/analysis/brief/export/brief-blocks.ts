import type { Brief } from '$lib/terms/brief';
import { askedFor, draftedRegions } from '$lib/analysis/brief/brief-words';
import { count, counted, percent } from '$lib/analysis/brief/format';
import { SMALL_CELL } from '$lib/analysis/brief/small-cells';
import { heading, list, OPEN, paragraph, table, textOr, warning, type Block } from './blocks';
import { peopleBlocks } from './people-blocks';
import { acceptanceBlocks, costBlocks, ethicsBlocks, qualityBlocks } from './plan-blocks';
import { recordBlocks, taskBlocks } from './record-blocks';

function findingBlocks({ findings }: Brief): readonly Block[] {
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length === 0) return [];
	return [
		warning(
			`This draft is not ready to send: ${counted(errors.length, 'error stands', 'errors stand')}.`
		),
		list(errors.map(({ rule, message, fix }) => `${rule}: ${message} ${fix}`))
	];
}

function summaryBlocks(brief: Brief): readonly Block[] {
	const { records, rest } = askedFor(brief);
	const rows = brief.regions.map((region) => [
		region.title,
		region.words,
		region.human.count === null
			? `fewer than ${SMALL_CELL}`
			: `${count(region.human.count)} (${percent(region.human.share)})`,
		`${count(region.synthetic.count)} (${percent(region.synthetic.share)})`,
		region.status === 'drafted' ? count(region.numbers.affordable) : 'not asked for'
	]);
	return [
		paragraph(records === '' ? rest : `Asked for: ${records} ${rest}`),
		...brief.findings
			.filter(({ rule, severity }) => rule === 'L6' && severity === 'warning')
			.map(({ message, fix }) => warning(`${message} ${fix}`)),
		...table(['Region', 'Who', 'Human rows', 'Synthetic rows', 'Records asked for'], rows)
	];
}

/** What is asked of those who collect: records, task, quality, acceptance, cost, ethics. */
function requestBlocks(brief: Brief): readonly Block[] {
	return [
		...recordBlocks(brief),
		...taskBlocks(brief),
		...qualityBlocks(brief),
		...acceptanceBlocks(brief),
		...costBlocks(brief),
		...ethicsBlocks(brief)
	];
}

/** A brief as a document: what is missing, who is asked for what, how many, checked how, accepted when, at what cost. */
export function briefBlocks(brief: Brief): readonly Block[] {
	const { plan, sources } = brief;
	const { texts } = plan;
	return [
		heading(1, plan.title),
		...findingBlocks(brief),
		...summaryBlocks(brief),
		heading(2, 'Purpose and use'),
		textOr(texts.purpose, OPEN),
		list([
			`Use: ${texts.uses.trim() || OPEN}`,
			`Licence: ${texts.licence.trim() || OPEN}`,
			`Kept until: ${texts.retention.trim() || OPEN}`,
			`Human table: ${sources.human.name}; synthetic table: ${sources.synthetic.name}`
		]),
		...peopleBlocks(brief),
		// Where nobody is asked, there is no task, check or cost to speak of.
		...(draftedRegions(brief).length === 0 ? [] : requestBlocks(brief)),
		heading(2, 'Timeline, contact, versions'),
		list([
			`Timeline: ${texts.timeline.trim() || OPEN}`,
			`Contact: ${texts.contact.trim() || OPEN}`,
			...plan.log.map(({ version, note }) => `Version ${version}: ${note}`),
			`Content hash: ${brief.hash}`
		]),
		...(texts.notes.trim() === '' ? [] : [paragraph(texts.notes.trim())]),
		paragraph('Approved by: ______________________________   Date: ____________________')
	];
}
