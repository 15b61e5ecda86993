import { MISSING_CODE, type EncodedColumn, type EncodedPair } from '$lib/terms/encoded';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { Scalar } from '$lib/terms/region';

/** A bar of a distribution: a group of ordered values, a category, or the missing ones. Shares are 0 to 1. */
export interface Bin {
	readonly label: string;
	/** Bounds of an ordered bin, both inclusive; ISO text for dates. */
	readonly low: number | string | null;
	readonly high: number | string | null;
	/** The category; null stands for all rarer ones, and for bins that are none. */
	readonly value: Scalar | null;
	readonly kind: 'ordered' | 'category' | 'others' | 'missing';
	readonly share: Readonly<Record<Role, number>>;
}

/** Two columns crossed: `share[role][y * width + x]`, bins in the order of {@link countBins}. */
export interface Cross {
	readonly x: readonly Bin[];
	readonly y: readonly Bin[];
	readonly share: Readonly<Record<Role, Float64Array>>;
}

interface Binning {
	readonly bins: readonly Omit<Bin, 'share'>[];
	/** Bin of each code, 0 to 255. */
	readonly binOf: Uint8Array;
}

function binning(column: EncodedColumn): Binning {
	const bins: Omit<Bin, 'share'>[] = [];
	const binOf = new Uint8Array(256);
	if (column.kind === 'ordered') {
		column.levels.forEach(({ low, high }, i) => {
			const group = column.groups[i]!;
			binOf[i + 1] = group;
			const first = bins[group]?.low ?? low;
			const label = first === high ? String(first) : `${first} to ${high}`;
			bins[group] = { kind: 'ordered', label, low: first, high, value: null };
		});
	} else {
		column.levels.forEach((value, i) => {
			binOf[i + 1] = i;
			const kind = value === null ? 'others' : 'category';
			const label = value === null ? 'all others' : value === '' ? '(empty)' : String(value);
			bins.push({ kind, label, low: null, high: null, value });
		});
	}
	binOf[MISSING_CODE] = bins.length;
	bins.push({ kind: 'missing', label: 'missing', low: null, high: null, value: null });
	return { bins, binOf };
}

/** Weight of each searched row, 1 without a weight column. */
function weightOf(encoded: EncodedPair, role: Role): (row: number) => number {
	const weights = encoded.weights[role];
	return weights ? (row) => weights[row]! : () => 1;
}

/** The distribution of a column on both sides over the searched rows; a missing bin only where values are missing. */
export function countBins(column: EncodedColumn, encoded: EncodedPair): Bin[] {
	const { bins, binOf } = binning(column);
	const counts = { human: new Float64Array(bins.length), synthetic: new Float64Array(bins.length) };
	for (const role of ROLES) {
		const codes = column.codes[role];
		const weight = weightOf(encoded, role);
		let total = 0;
		for (let row = 0; row < codes.length; row++) {
			counts[role][binOf[codes[row]!]!]! += weight(row);
			total += weight(row);
		}
		for (let bin = 0; bin < bins.length; bin++) counts[role][bin]! /= total || 1;
	}
	return bins
		.map((bin, i) => ({
			...bin,
			share: { human: counts.human[i]!, synthetic: counts.synthetic[i]! }
		}))
		.filter(({ kind, share }) => kind !== 'missing' || share.human + share.synthetic > 0);
}

/** Two columns crossed on both sides over the searched rows. */
export function crossBins(x: EncodedColumn, y: EncodedColumn, encoded: EncodedPair): Cross {
	const [across, down] = [countBins(x, encoded), countBins(y, encoded)];
	const [xOf, yOf] = [binning(x).binOf, binning(y).binOf];
	const size = across.length * down.length;
	const share = { human: new Float64Array(size), synthetic: new Float64Array(size) };
	for (const role of ROLES) {
		const [xCodes, yCodes] = [x.codes[role], y.codes[role]];
		const weight = weightOf(encoded, role);
		let total = 0;
		for (let row = 0; row < xCodes.length; row++) {
			share[role][yOf[yCodes[row]!]! * across.length + xOf[xCodes[row]!]!]! += weight(row);
			total += weight(row);
		}
		for (let cell = 0; cell < size; cell++) share[role][cell]! /= total || 1;
	}
	return { x: across, y: down, share };
}
