/** The day of an instant, ISO, UTC: the date that frozen findings carry. */
export function isoDay(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/** This day. */
export function isoToday(): string {
	return isoDay(Date.now());
}
