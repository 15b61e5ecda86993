import {
	returnSections,
	trendSections,
	type VerificationSection
} from '$lib/analysis/verify/verification-text';
import { returnJunit, trendJunit } from '$lib/analysis/verify/verification-junit';
import type { ReturnCheck, Trend } from '$lib/terms/verification';
import { asLog, asMarkdown, asPage, toJson } from './told-sections';

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
		report: asPage(title, 'Verified', sections),
		json: toJson(result)
	};
}
