import { escapeMarkup } from '$lib/analysis/brief/export/html';

/** HTML that is safe to stand in a page. */
export class Html {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

type Part = string | number | Html | null | readonly Html[];

function safe(part: Part): string {
	if (part === null) return '';
	if (part instanceof Html) return part.text;
	if (Array.isArray(part)) return part.map((each: Html) => each.text).join('');
	return escapeMarkup(String(part));
}

/** A template of HTML: whatever is put in is escaped, unless it is {@link Html} itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
	return new Html(String.raw({ raw: strings }, ...parts.map(safe)));
}
