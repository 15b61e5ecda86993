/** This day in UTC, ISO: the date that frozen findings carry. */
export function isoToday(): string {
	return new Date().toISOString().slice(0, 10);
}
