/** Text for a terminal: control characters that came from files, save line breaks, move no cursor and ring no bell. */
export function harmless(text: string): string {
	return text.replaceAll(/[^\P{Cc}\n]/gu, '\ufffd');
}

/** Text on one line of Markdown, in which nothing is taken for markup. */
export function escapeMarkdown(text: string): string {
	return text.replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
