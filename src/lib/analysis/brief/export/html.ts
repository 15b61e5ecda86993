import type { Brief } from '$lib/terms/brief';
import { figureColumns, type Block } from './blocks';
import { briefBlocks } from './brief-blocks';
import { markedTitle } from './draft-mark';

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25;break-after:avoid}h2{margin-top:2rem;border-bottom:1px solid #8888}
table{border-collapse:collapse;width:100%;font-size:.875rem;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #8886;overflow-wrap:break-word}
@media screen{.wide{overflow-x:auto}.wide table{min-width:36rem}}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr{break-inside:avoid}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.5rem}
.warning{border-left:.25rem solid #b45309;padding:.25rem .75rem;background:#f59e0b1a}
@media print{body{font-size:10pt;margin:0;max-width:none}:root{color-scheme:light}}
@page{margin:18mm}`;

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Text in which nothing is taken for markup, in elements and attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
	return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}

function cells(tag: 'th' | 'td', row: readonly string[], areFigures: readonly boolean[]): string {
	const written = row.map((cell, i) => {
		const scope = tag === 'th' ? ' scope="col"' : '';
		const figure = areFigures[i] ? ' class="n"' : '';
		return `<${tag}${scope}${figure}>${escapeMarkup(cell)}</${tag}>`;
	});
	return `<tr>${written.join('')}</tr>`;
}

/** A block as HTML, every text in it escaped. */
export function blockHtml(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `<h${block.level}>${escapeMarkup(block.text)}</h${block.level}>`;
		case 'paragraph':
			return `<p>${escapeMarkup(block.text)}</p>`;
		case 'warning':
			return `<p class="warning">${escapeMarkup(block.text)}</p>`;
		case 'list': {
			const tag = block.isOrdered ? 'ol' : 'ul';
			return `<${tag}>${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</${tag}>`;
		}
		case 'table': {
			const areFigures = figureColumns(block.head, block.rows);
			const rows = block.rows.map((row) => cells('td', row, areFigures)).join('');
			return `<div class="wide"><table><thead>${cells('th', block.head, areFigures)}</thead><tbody>${rows}</tbody></table></div>`;
		}
		case 'code':
			return `<pre><code>${escapeMarkup(block.text)}</code></pre>`;
	}
}

/** The brief as one HTML file that needs nothing else and asks nothing of the net. */
export function briefHtml(brief: Brief): string {
	const title = escapeMarkup(markedTitle(brief, brief.plan.title));
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${briefBlocks(brief).map(blockHtml).join('\n')}
</body>
</html>
`;
}
