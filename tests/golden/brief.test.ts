import { describe, expect, it } from 'vitest';
import {
	EXPORT_FORMATS,
	exportBrief,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import { briefMarkdown } from '$lib/analysis/brief/export/markdown';
import type { Brief } from '$lib/terms/brief';
import { briefFileFaults } from '../checkers/check-brief-file';
import { adultBrief, peopleBrief } from './golden-briefs';

/** What is wrong with a brief's files, of all formats. */
async function faultsOf(brief: Brief): Promise<readonly string[]> {
	const faults: string[] = [];
	for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[]) {
		const files = await exportBrief(brief, format);
		expect(files, format).not.toHaveLength(0);
		for (const file of files)
			for (const fault of await briefFileFaults(format, file, brief))
				faults.push(`${file.name}: ${fault}`);
	}
	return faults;
}

describe('golden briefs', () => {
	it('of a table about people, with a screener, a quota and an outcome', async () => {
		await expect(briefMarkdown(peopleBrief())).toMatchFileSnapshot('brief-people.md');
	});

	it('of Adult against tvae, from the files, valid in every format', async () => {
		const brief = await adultBrief();
		await expect(briefMarkdown(brief)).toMatchFileSnapshot('brief-adult-tvae.md');
		expect(await faultsOf(brief)).toEqual([]);
	}, 120_000);

	it('are valid in every format where texts are asked for', async () => {
		expect(await faultsOf(peopleBrief())).toEqual([]);
	});
});
