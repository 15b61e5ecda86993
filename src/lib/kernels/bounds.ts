/** The place of the first of some ascending values that is no less than the given one; their count where all are less. */
export function lowerBound(sorted: Float32Array | Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The place of the first of some ascending values that is above the given one; their count where none is. */
export function upperBound(sorted: Float32Array | Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}
