import { describe, expect, it } from 'vitest';
import type { Report } from '$lib/analysis/share/report';
import { findingsMarkdown, findingsText } from './findings-text';

const gap = {
	id: 'r0123456789abcdef',
	words: 'income is <=50K and age is 65 or more',
	sql: `"income" = '<=50K' AND "age" >= 65`,
	human: { count: 1066, weight: 1066, share: 0.0437 },
	synthetic: { count: 2, weight: 2, share: 0.00004 },
	ratio: { estimate: 0.001, low: 0, high: 0.006, level: 0.99 },
	kind: 'absent',
	confirmed: true
};

function report(some: object): Report {
	return {
		gaps: [],
		brokenRelations: [],
		columns: [],
		unpaired: { human: [], synthetic: [] },
		sources: {
			human: { name: 'people.parquet', rows: 24_421 },
			synthetic: { name: 'made_1.parquet', rows: 50_000 }
		},
		summary: { inGaps: 0.0437, notMendable: 0.0437 },
		threshold: { falseAlarmRate: 0.05 },
		caseSummary: { totals: { novel: 0, inDoubt: 0 }, setAside: 0, falseShare: 0.1 },
		...some
	} as unknown as Report;
}

describe('findingsText', () => {
	it('lists the gaps in rank order with counts, shares and SQL', () => {
		expect(findingsText(report({ gaps: [gap] }))).toBe(
			[
				'1 gap in 24,421 rows of people.parquet against 50,000 of made_1.parquet. ' +
					'4.4 % of human rows lie in gaps, 4.4 % in gaps that no reweighting can mend.',
				'',
				'  1. income is <=50K and age is 65 or more',
				'     absent: human 1,066 (4.4 %), synthetic 2 (0.0040 %), 0.00 of the human rate (0.00 to 0.01)',
				`     "income" = '<=50K' AND "age" >= 65`,
				''
			].join('\n')
		);
	});

	it('says so where a ratio rests on rows that were not searched', () => {
		const text = findingsText(report({ gaps: [{ ...gap, effectBasis: 'held-out' }] }));
		expect(text).toContain('0.00 of the human rate (0.00 to 0.01, on rows not searched)');
	});

	it('says how sure it is where there is no gap', () => {
		expect(findingsText(report({}))).toBe(
			'No gap in 24,421 rows of people.parquet against 50,000 of made_1.parquet, at a false alarm rate of 5.0 %.\n'
		);
	});

	it('names columns that were left out, stand alone or are odd', () => {
		const left = { name: 'id', use: 'id', reason: 'Every human value is different.', warnings: [] };
		const odd = { name: 'sex', use: 'category', warnings: ['Constant in synthetic.'] };
		const unpaired = { human: ['age', 'job'], synthetic: [] };
		expect(
			findingsText(report({ columns: [left, odd], unpaired }))
				.split('\n')
				.slice(2)
		).toEqual([
			'Left out: id. Every human value is different.',
			'Only in human: age, job.',
			'Note: sex. Constant in synthetic.',
			''
		]);
	});

	it('counts the cases', () => {
		const caseSummary = { totals: { novel: 5076, inDoubt: 12 }, setAside: 3, falseShare: 0.1 };
		expect(findingsText(report({ caseSummary }))).toContain(
			'\nCases: 5,076 human rows are novel (other people come nearer to them than any synthetic row), at a false share of 10.0 %.\nPerhaps errors: in 12 rows that stand apart something speaks for an error in the data; `doubts` in report.json says what.\nSet aside by your judgement: 3 cases.\n'
		);
	});

	it('lets no value of a file steer the terminal', () => {
		expect(findingsText(report({ gaps: [{ ...gap, words: 'x is \u001b[2J' }] }))).toContain(
			'x is \ufffd[2J\n'
		);
	});
});

describe('findingsMarkdown', () => {
	it('escapes what Markdown would read as markup, and fences the SQL as it is', () => {
		const text = findingsMarkdown(report({ gaps: [{ ...gap, sql: '"a" = \'```\'' }] }));
		expect(text).toContain('# Gaps: people.parquet against made\\_1.parquet\n');
		expect(text).toContain('## 1. income is \\<=50K and age is 65 or more\n');
		expect(text).toContain('````sql\n"a" = \'```\'\n````\n');
	});
});
