/** Places of the `count` largest values, largest first, equal ones in their order; values are never NaN. */
export function largestPlaces(values: Float64Array, count: number): number[] {
	// Sorting plain numbers is many times faster than sorting places by their values.
	const bound = count < values.length ? values.toSorted()[values.length - count]! : -Infinity;
	const places: number[] = [];
	for (let place = 0; place < values.length; place++)
		if (values[place]! >= bound) places.push(place);
	return places.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, count);
}
