import type { Brief } from '$lib/terms/brief';
import type { Block } from './blocks';
import { briefBlocks } from './brief-blocks';

/** Text in which nothing is taken for Markdown, HTML or a table's bar. */
function escape(text: string): string {
	return text
		.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`)
		.replace(/^(\s*)([-+]|\d+\.)(\s)/, '$1\\$2$3')
		.replace(/\s*\n\s*/g, ' ');
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map(escape).join(' | ')} |`;
	return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
	const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}sql\n${text}\n${fence}`;
}

function markdownOf(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `${'#'.repeat(block.level)} ${escape(block.text)}`;
		case 'paragraph':
			return escape(block.text);
		case 'warning':
			return `> **Note.** ${escape(block.text)}`;
		case 'list':
			return block.items
				.map((item, i) => `${block.isOrdered ? `${i + 1}.` : '-'} ${escape(item)}`)
				.join('\n');
		case 'table':
			return tableLines(block.head, block.rows);
		case 'code':
			return fenced(block.text);
	}
}

/** The brief as GitHub-flavoured Markdown. */
export function briefMarkdown(brief: Brief): string {
	return `${briefBlocks(brief).map(markdownOf).join('\n\n')}\n`;
}
