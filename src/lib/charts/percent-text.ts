/** A share, 0 to 1, as an axis names it: "12 %", "0.5 %". */
export function percentText(share: number): string {
	return `${Number((share * 100).toPrecision(2))}\u00a0%`;
}
