import { figures } from '$lib/kernels/figures';
import { VERSION } from '$lib/terms/version';
import { escapeMarkdown, harmless } from './escape';
import { html } from './html-report/html';
import { reportPage } from './html-report/page';
import { wideTable } from './html-report/wide';

/** Rows of text; the first is the head. */
type Table = readonly (readonly string[])[];

/** A sentence and the table that bears it out. */
export interface ToldSection {
	readonly lead: string;
	readonly table: Table;
}

/** A table whose columns stand under each other in a log. */
function logTable(table: Table): string {
	const clean = table.map((row) => row.map((cell) => harmless(cell).replaceAll('\n', ' ')));
	const widths = clean[0]!.map((_, i) => Math.max(...clean.map((row) => row[i]!.length)));
	return clean
		.map(
			(row) =>
				`${row
					.map((cell, i) => cell.padEnd(widths[i]!))
					.join('  ')
					.trimEnd()}\n`
		)
		.join('');
}

/** A table as Markdown (GitHub's flavour). */
function markdownTable([head, ...rows]: Table): string {
	const line = (row: readonly string[]) => `| ${row.map(escapeMarkdown).join(' | ')} |\n`;
	return `${line(head!)}|${' --- |'.repeat(head!.length)}\n${rows.map(line).join('')}`;
}

/** Sections for a terminal: columns stand under each other. */
export function asLog(sections: readonly ToldSection[]): string {
	return sections.map(({ lead, table }) => `${harmless(lead)}\n\n${logTable(table)}`).join('\n');
}

/** Sections as Markdown (GitHub's flavour), under one heading. */
export function asMarkdown(title: string, sections: readonly ToldSection[]): string {
	const body = sections.map(
		({ lead, table }) => `${escapeMarkdown(lead)}\n\n${markdownTable(table)}`
	);
	return `# ${escapeMarkdown(title)}\n\n${body.join('\n')}`;
}

/** Sections as a page that needs no tool; `verb` says what Lacuna did. */
export function asPage(title: string, verb: string, sections: readonly ToldSection[]): string {
	const body = sections.map(
		({ lead, table: [head, ...rows] }) =>
			html`<section>
				<h2>${lead}</h2>
				${wideTable(
					lead,
					html`<table>
						<thead>
							<tr>
								${head!.map((cell) => html`<th scope="col">${cell}</th>`)}
							</tr>
						</thead>
						<tbody>
							${rows.map(
								(row) =>
									html`<tr>
										${row.map((cell) => html`<td>${cell}</td>`)}
									</tr>`
							)}
						</tbody>
					</table>`
				)}
			</section>`
	);
	return reportPage(
		title,
		html`<header>
				<h1>${title}</h1>
				<p class="note">${verb} with Lacuna ${VERSION}.</p>
			</header>
			<main>${body}</main>`
	);
}

/** Any result as JSON. */
export function toJson(result: unknown): string {
	return `${JSON.stringify(result, rounded, '\t')}\n`;
}

function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
		? figures(value)
		: value;
}
