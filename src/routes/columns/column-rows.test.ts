import { describe, expect, it } from 'vitest';
import type { ColumnProfile, ColumnUse } from '$lib/terms/column';
import type { ColumnComparison } from '$lib/terms/compare';
import { columnRows, histogramEnds, pairConfidence } from './column-rows';

function profile(name: string, use: ColumnUse): ColumnProfile {
	const column = { name, sqlType: 'DOUBLE', family: 'number' as const };
	const side = { rows: 9, missing: 0, distinct: 3, min: 0, max: 2 };
	return {
		pair: { name, human: column, synthetic: column },
		type: use,
		use,
		isUseChosen: false,
		reason: '',
		warnings: [],
		sides: { human: side, synthetic: side }
	};
}

function comparison(column: string, value: number, ceiling = 0.99): ColumnComparison {
	return {
		ref: { column },
		of: 'number',
		shape: { value, ceiling },
		coverage: 1,
		coverageAtCount: 1,
		drift: { test: 'chi-square', pValue: 1, effect: 0, effectName: 'Cramér’s V' },
		histogram: null,
		categories: [],
		leaks: []
	};
}

describe('columnRows', () => {
	it('puts what lies furthest below its ceiling first and what takes no part last', () => {
		const profiles = [
			profile('row', 'id'),
			profile('near', 'measure'),
			profile('far', 'measure'),
			profile('pending', 'measure')
		];
		const rows = columnRows(profiles, [comparison('near', 0.98), comparison('far', 0.5)]);
		expect(rows.map((row) => row.profile.pair.name)).toEqual(['far', 'near', 'pending', 'row']);
	});

	it('ranks by the distance to the ceiling and not by the score', () => {
		const profiles = [profile('noisy', 'measure'), profile('sharp', 'measure')];
		const rows = columnRows(profiles, [
			comparison('noisy', 0.9, 0.9),
			comparison('sharp', 0.95, 0.999)
		]);
		expect(rows[0]?.profile.pair.name).toBe('sharp');
	});
});

describe('pairConfidence', () => {
	it('is full for equal names whose values are reached, and halved for unlike kinds', () => {
		const one = profile('age', 'measure');
		const sure = (row: ColumnProfile) =>
			pairConfidence({ profile: row, comparisons: [comparison('age', 0.9)] }).confidence;
		expect(sure(one)).toBe(1);
		const text = { ...one.pair.synthetic, family: 'text' as const };
		expect(sure({ ...one, pair: { ...one.pair, synthetic: text } })).toBe(0.5);
		const other = { ...one.pair.synthetic, name: 'weight' };
		expect(sure({ ...one, pair: { ...one.pair, synthetic: other } })).toBeLessThan(0.7);
	});

	it('rests on the names alone where values were not compared', () => {
		expect(pairConfidence({ profile: profile('row', 'id'), comparisons: [] })).toEqual({
			likeness: 1,
			reached: null,
			confidence: 1
		});
	});
});

describe('histogramEnds', () => {
	it('names the numbers themselves where every bin stands for one', () => {
		const shares = { human: [], synthetic: [] };
		const ends = (edges: readonly number[], step: number | null) =>
			histogramEnds({ edges, scale: 'linear', step, shares }, 'number');
		expect(ends([0.5, 1.5, 2.5], 1)).toEqual(['1', '2']);
		expect(ends([0, 0.25, 0.5], null)).toEqual(['0', '0.5']);
	});
});
