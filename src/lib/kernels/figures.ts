/**
 * Nine significant figures: more than any of them deserves, and short in a link. Engines of JavaScript differ in the
 * last bit of exp and log, and what is written is to be the same from each.
 */
export function figures(value: number): number {
	return Number(value.toPrecision(9));
}
