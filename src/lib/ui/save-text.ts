/** Hands the person a text as a file to save. */
export function saveText(text: string, fileName: string, type: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const anchor = document.createElement('a');
	anchor.href = url;
	anchor.download = fileName;
	anchor.click();
	// The download has begun by then; at once would be too early in some browsers.
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
