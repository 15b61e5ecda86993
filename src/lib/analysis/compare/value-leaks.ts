import { plainName } from '$lib/analysis/open/name-likeness';
import type { NumbersOutput } from '$lib/kernels/compare-numbers';
import type { CategoryLegend } from './category-values';

/** A trait is named where so large a share of one side's values shows it and the other side hardly does. */
const LEAK_SHARE = 0.5;
const LEAK_RARE = 0.05;
const HEAP_DIFFERENCE = 0.25;

/** Sentences on what gives away whether a number is human or synthetic: decimals, heaping on round numbers. */
export function numberLeaks({ decimals, heaping }: NumbersOutput): string[] {
	const leaks: string[] = [];
	const most = (shares: readonly number[]) => shares.findLastIndex((share) => share > 0.001);
	const [human, synthetic] = [most(decimals.human), most(decimals.synthetic)];
	const beyond = (shares: readonly number[], limit: number) =>
		shares.slice(limit + 1).reduce((sum, share) => sum + share, 0);
	if (synthetic > human && beyond(decimals.synthetic, human) > LEAK_SHARE) {
		leaks.push(
			`${percent(beyond(decimals.synthetic, human))} of synthetic values have more decimals than any human value (${human === 0 ? 'none' : `at most ${human}`}).`
		);
	}
	if (human > synthetic && beyond(decimals.human, synthetic) > LEAK_SHARE) {
		leaks.push(
			`${percent(beyond(decimals.human, synthetic))} of human values have more decimals than any synthetic value (${synthetic === 0 ? 'none' : `at most ${synthetic}`}).`
		);
	}
	if (heaping && Math.abs(heaping.shares.human - heaping.shares.synthetic) > HEAP_DIFFERENCE) {
		leaks.push(
			`${percent(heaping.shares.human)} of human values are multiples of ${heaping.of}, ${percent(heaping.shares.synthetic)} of synthetic ones (zeros left out).`
		);
	}
	return leaks;
}

/** Sentences on categories that one side spells otherwise. */
export function categoryLeaks({ family, values, counts }: CategoryLegend): string[] {
	if (family !== 'text') return [];
	const plain = (value: string | number) => plainName(String(value));
	const rows = (side: Float64Array) => side.reduce((sum, count) => sum + count, 0);
	const [human, synthetic] = [rows(counts.human), rows(counts.synthetic)];
	const spelt = new Map<string, string | number>();
	values.forEach((value, i) => {
		const isCommon = counts.human[i]! > LEAK_RARE * Math.max(1, counts.synthetic[i]!);
		if (isCommon && plain(value) !== '') spelt.set(plain(value), value);
	});
	let share = 0;
	let example = '';
	values.forEach((value, i) => {
		const other = spelt.get(plain(value));
		if (counts.human[i] !== 0 || other === undefined || other === value) return;
		share += counts.synthetic[i]! / Math.max(1, synthetic);
		example ||= `“${value}” for “${other}”`;
	});
	if (share < 0.01 || human === 0) return [];
	return [`${percent(share)} of synthetic values are spelt otherwise, such as ${example}.`];
}

function percent(share: number): string {
	return `${(100 * share).toFixed(share > 0.995 || share < 0.1 ? 1 : 0)} %`;
}
