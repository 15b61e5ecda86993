import {
	asLog,
	asMarkdown,
	returnSections,
	trendSections,
	type VerificationSection
} from '$lib/analysis/verify/verification-text';
import { returnJunit, trendJunit } from '$lib/analysis/verify/verification-junit';
import type { ReturnCheck, Trend } from '$lib/terms/verification';
import { VERSION } from '$lib/terms/version';
import { html } from './html';
import { reportPage } from './report-page';

/** A verification in every form it leaves in. */
export interface VerificationFiles {
	/** For a terminal. */
	readonly text: string;
	readonly markdown: string;
	/** JUnit XML. */
	readonly junit: string;
	/** A page that needs no tool. */
	readonly report: string;
	/** All there is, the same from the page and the command line. */
	readonly json: string;
}

/** Versions held against frozen regions. */
export function trendFiles(trend: Trend): VerificationFiles {
	const junit = trendJunit(trend);
	return filesOf(trend, 'Versions against frozen regions', trendSections(trend), junit);
}

/** Returned rows held against frozen regions. */
export function returnFiles(check: ReturnCheck): VerificationFiles {
	const title = `What came back in ${check.name}`;
	return filesOf(check, title, returnSections(check), returnJunit(check));
}

function filesOf(
	result: Trend | ReturnCheck,
	title: string,
	sections: readonly VerificationSection[],
	junit: string
): VerificationFiles {
	return {
		text: asLog(sections),
		markdown: asMarkdown(title, sections),
		junit,
		report: reportHtml(title, sections),
		json: `${JSON.stringify(result, rounded, '\t')}\n`
	};
}

/** Nine significant figures: engines of JavaScript differ in the last bit of exp and log. */
function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
		? Number(value.toPrecision(9))
		: value;
}

function reportHtml(title: string, sections: readonly VerificationSection[]): string {
	const body = sections.map(
		({ lead, table: [head, ...rows] }) =>
			html`<section>
				<h2>${lead}</h2>
				<div class="wide">
					<table>
						<thead>
							<tr>
								${head!.map((cell) => html`<th scope="col">${cell}</th>`)}
							</tr>
						</thead>
						<tbody>
							${rows.map(
								(row) =>
									html`<tr>
										${row.map((cell) => html`<td>${cell}</td>`)}
									</tr>`
							)}
						</tbody>
					</table>
				</div>
			</section>`
	);
	return reportPage(
		title,
		html`<header>
				<h1>${title}</h1>
				<p class="note">Verified with Lacuna ${VERSION}.</p>
			</header>
			<main>${body}</main>`
	);
}
