/** A piece of a document, in no file format's terms. Texts are plain: each format escapes its own. */
export type Block =
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
	| { readonly kind: 'paragraph'; readonly text: string }
	| { readonly kind: 'warning'; readonly text: string }
	| { readonly kind: 'list'; readonly items: readonly string[]; readonly isOrdered: boolean }
	| {
			readonly kind: 'table';
			readonly head: readonly string[];
			readonly rows: readonly (readonly string[])[];
	  }
	| { readonly kind: 'code'; readonly text: string };

/** What stands where nobody has written yet. */
export const OPEN = 'To be written.';

/** A heading; level 1 is the document's own. */
export const heading = (level: 1 | 2 | 3, text: string): Block => ({
	kind: 'heading',
	level,
	text
});
/** A paragraph. */
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
/** A paragraph that must not be overlooked. */
export const warning = (text: string): Block => ({ kind: 'warning', text });
/** Items one below the other, numbered where their order counts. */
export const list = (items: readonly string[], isOrdered = false): Block => ({
	kind: 'list',
	items,
	isOrdered
});
/** A table; nothing where it would have no rows. */
export const table = (
	head: readonly string[],
	rows: readonly (readonly string[])[]
): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'table', head, rows }]);

/** A paragraph where there is something to say, else what to say instead. */
export function textOr(text: string, otherwise: string): Block {
	return paragraph(text.trim() === '' ? otherwise : text.trim());
}

/** A figure as documents write it: a count, an amount or a share, or a count with its share behind it. */
const FIGURE = /^(fewer than )?[£$]?[−-]?\d[\d,.]*(\s%)?( \([\d,.]+\s%\))?$/;

/** Which columns of a table hold figures alone, and stand at the end of their lines. */
export function figureColumns(
	head: readonly string[],
	rows: readonly (readonly string[])[]
): readonly boolean[] {
	return head.map((_, i) => rows.every((row) => FIGURE.test(row[i]!)));
}
