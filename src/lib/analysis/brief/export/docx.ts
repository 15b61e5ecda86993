import {
	AlignmentType,
	BorderStyle,
	Document,
	HeadingLevel,
	LevelFormat,
	Packer,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type { Brief } from '$lib/terms/brief';
import { figureColumns, type Block } from './blocks';
import { briefBlocks } from './brief-blocks';
import { markedTitle } from './draft-mark';

const HEADINGS = {
	1: HeadingLevel.HEADING_1,
	2: HeadingLevel.HEADING_2,
	3: HeadingLevel.HEADING_3
} as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** Text width of an A4 page with its margins, in twentieths of a point. */
const TEXT_WIDTH = 9026;

/** Widths of a table's columns: wider where texts are longer, the narrowest still wide enough for a word. */
function columnWidths(rows: readonly (readonly string[])[]): number[] {
	const needs = rows[0]!.map((_, i) => {
		const lengths = rows.map((cells) => cells[i]!.length);
		return Math.sqrt(Math.max(...lengths)) + 1;
	});
	const all = needs.reduce((sum, need) => sum + need, 0);
	return needs.map((need) => Math.floor((TEXT_WIDTH * need) / all));
}

function wordTable(head: readonly string[], rows: readonly (readonly string[])[]): Table {
	const widths = columnWidths([head, ...rows]);
	const areFigures = figureColumns(head, rows);
	const row = (cells: readonly string[], isHead: boolean) =>
		new TableRow({
			// Written only where it holds: some readers take a row for a head that is said to be none.
			...(isHead ? { tableHeader: true } : {}),
			cantSplit: true,
			children: cells.map(
				(text, i) =>
					new TableCell({
						width: { size: widths[i]!, type: WidthType.DXA },
						margins: { top: 40, bottom: 40, left: 80, right: 80 },
						children: [
							new Paragraph({
								...(areFigures[i] ? { alignment: AlignmentType.END } : {}),
								children: [new TextRun({ text, bold: isHead, size: 18 })]
							})
						]
					})
			)
		});
	return new Table({
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: widths,
		borders: {
			top: LINE,
			bottom: LINE,
			left: NONE,
			right: NONE,
			insideHorizontal: LINE,
			insideVertical: NONE
		},
		rows: [row(head, true), ...rows.map((cells) => row(cells, false))]
	});
}

function wordOf(block: Block): readonly (Paragraph | Table)[] {
	switch (block.kind) {
		case 'heading':
			return [new Paragraph({ heading: HEADINGS[block.level], text: block.text, keepNext: true })];
		case 'paragraph':
			return [new Paragraph({ text: block.text, spacing: { after: 120 } })];
		case 'warning':
			return [
				new Paragraph({
					spacing: { after: 120 },
					indent: { left: 200 },
					border: { left: { ...LINE, color: 'B45309', size: 18, space: 8 } },
					children: [new TextRun({ text: block.text, bold: true })]
				})
			];
		case 'list':
			return block.items.map(
				(text) => new Paragraph({ text, numbering: { reference: 'points', level: 0 } })
			);
		case 'table':
			return [wordTable(block.head, block.rows), new Paragraph({ text: '' })];
		case 'code':
			return [
				new Paragraph({
					spacing: { after: 120 },
					children: [new TextRun({ text: block.text, font: 'Courier New', size: 18 })]
				})
			];
	}
}

/** The brief as a Word document. */
export async function briefDocx(brief: Brief): Promise<Uint8Array> {
	const document = new Document({
		title: markedTitle(brief, brief.plan.title),
		creator: 'Lacuna',
		description: `Content hash ${brief.hash}`,
		numbering: {
			config: [
				{
					reference: 'points',
					levels: [
						{
							level: 0,
							format: LevelFormat.BULLET,
							text: '•',
							style: { paragraph: { indent: { left: 360, hanging: 240 } } }
						}
					]
				}
			]
		},
		sections: [{ children: briefBlocks(brief).flatMap(wordOf) }]
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}
