import { describe, expect, it } from 'vitest';
import { regionId } from '$lib/sql/region-id';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import { buildHtmlReport } from './html-report';
import { distributionPicture } from './html-report/distribution';
import type { RegionDetail } from './html-report/region-details';

function frozen(value: string, share: number): FrozenRegion {
	const region: Region = { conditions: [{ kind: 'set', column: 'job', values: [value] }] };
	const count = Math.round(share * 10_000);
	return {
		id: regionId(region),
		region,
		human: { count, weight: count, share },
		synthetic: { count: 0, weight: 0, share: 0 },
		ratio: { estimate: 0, low: 0, high: 0.1, level: 0.95 },
		kind: 'absent',
		confirmed: true
	};
}

const findings = (regions: readonly FrozenRegion[]): Findings => ({
	frozenOn: '2026-11-22',
	recipeHash: '0123456789abcdef',
	rows: { human: 10_000, synthetic: 20_000 },
	floor: 10,
	withheld: 1,
	inGaps: 0.07,
	notMendable: 0.03,
	regions
});
/** What the pictures of a region show: two conditions, and a cell of too few people. */
const bin = (from: number | null, isIn: boolean) => ({
	...{ label: null, from, isIn },
	...{ human: 0.5, synthetic: isIn ? 0.01 : 0.99 }
});
const age = { column: 'age', isOrdered: true, bins: [bin(null, false), bin(40, true)] };
const job = {
	column: 'job',
	isOrdered: false,
	bins: [{ ...bin(null, true), label: 'cook' }]
};
const DETAIL: RegionDetail = {
	withheldRungs: 0,
	ladder: [
		{
			...{ words: 'age is 40 or more', human: 0.5, synthetic: 0.01 },
			ratio: { estimate: 0.02, low: 0.01, high: 0.04, level: 0.95 }
		}
	],
	distributions: [age, job],
	map: {
		...{ x: age, y: job },
		cells: [
			{ human: null, synthetic: 0.3 },
			{ human: 0.5, synthetic: 0.01 }
		]
	}
};
const report = (regions: readonly FrozenRegion[]) =>
	buildHtmlReport(
		{ recipe: EMPTY_RECIPE, findings: findings(regions) },
		{
			engineVersion: 'DuckDB 1.5',
			score: 12,
			details: new Map([[frozen('cook', 0.05).id, DETAIL]]),
			brief: [
				{ kind: 'heading', level: 1, text: 'A brief' },
				{ kind: 'paragraph', text: '<i>words</i>' }
			]
		}
	);

describe('the HTML report', () => {
	it('tells the summary, every region with a picture, the brief, method, seed and versions', () => {
		const page = report([frozen('cook', 0.05), frozen('smith', 0.001)]);
		for (const part of [
			'2 regions',
			'7.0\u00a0%',
			'job is cook',
			'job is smith',
			'Brief: A brief',
			'&lt;i&gt;words&lt;/i&gt;',
			'DuckDB 1.5'
		])
			expect(page).toContain(part);
		expect(page).toMatch(/Seed<\/dt>\s*<dd>1<\/dd>/);
		expect(page.match(/<article/g)).toHaveLength(1);
		for (const picture of ['chance', 'hatched', 'in', 'few', 'outline', 'whole'])
			expect(page).toMatch(new RegExp(`<\\w+[^>]*class="${picture}"`));
		expect(page).not.toMatch(/NaN|undefined|Infinity/);
	});

	it.each([
		['dates', (i: number) => `2011-03-${10 + i}`],
		['long numbers', (i: number) => -73.9000001 - i / 1000],
		['thousands', (i: number) => 1_000_000 * (i + 1)]
	])('keeps the labels of an axis apart and inside the picture: %s', (_, from) => {
		for (const count of [2, 7, 12, 20]) {
			const bins = Array.from({ length: count }, (_, i) => ({
				...bin(null, i === 1),
				from: i === 0 ? null : from(i)
			}));
			const picture = distributionPicture({ column: 'joined', isOrdered: true, bins }).text;
			const labels = [...picture.matchAll(/<text\s+x="([\d.]+)"[^>]*>([^<]+)</g)].map(
				([, x, text]) => ({ x: Number(x), half: (text!.length * 11 * 0.55) / 2 })
			);
			expect(labels.length).toBeGreaterThan(0);
			expect(labels[0]!.x - labels[0]!.half).toBeGreaterThanOrEqual(0);
			expect(labels.at(-1)!.x + labels.at(-1)!.half).toBeLessThanOrEqual(360);
			for (const [i, right] of labels.entries()) {
				const left = labels[i - 1];
				if (left) expect(right.x - right.half).toBeGreaterThan(left.x + left.half);
			}
		}
	});

	it('tells groups of single rows, and no count under the floor', () => {
		const group = { ...frozen('poet', 0.002), cases: null };
		const cases = {
			...{ novel: null, inventions: 7, copies: 3, copiesExpected: 1.5, falseShare: 0.1 },
			...{ withheld: 0, groups: [group] }
		};
		const page = buildHtmlReport(
			{ recipe: EMPTY_RECIPE, findings: { ...findings([]), cases } },
			{ engineVersion: null, brief: null, score: null, details: new Map() }
		);
		expect(page).toContain('job is poet');
		expect(page.match(/ewer than ten/g)).toHaveLength(3);
	});

	it('makes no request and runs no script', () => {
		const page = report([frozen('cook', 0.05)]);
		expect(page).not.toMatch(/<script|<link|<img|src=|href=|url\((?!#)|@import/);
		expect(page).toContain("default-src 'none'");
	});

	it('shows values as text, whatever they are', () => {
		const page = report([frozen('<script>alert("1")</script>&', 0.05)]);
		expect(page).not.toContain('<script>');
		expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;');
	});

	it('stays under a megabyte with as many regions as a search lists', () => {
		const regions = Array.from({ length: 130 }, (_, i) =>
			frozen(`a job of some length, ${i}`, 0.01)
		);
		expect(report(regions).length).toBeLessThan(1_000_000);
	});

	it('says so where nothing was found', () => {
		expect(report([])).toContain('nothing was found');
	});
});
