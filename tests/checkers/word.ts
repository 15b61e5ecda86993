import mammoth from 'mammoth';
import { strFromU8, unzipSync } from 'fflate';
import type { Block } from '$lib/analysis/brief/export/blocks';

type Faults = readonly string[];

const ENTITIES: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'"
};

/** Parts that the document refers to and the file lacks. */
function partFaults(parts: Readonly<Record<string, Uint8Array>>): Faults {
	const has = (name: string) => (name in parts ? [] : [`lacks ${name}`]);
	const relations = strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array());
	const targets = [...relations.matchAll(/Target="([^"]+)"/g)].map(([, target]) => target!);
	return [
		...has('[Content_Types].xml'),
		...has('word/document.xml'),
		...targets.flatMap((target) => has(target.startsWith('/') ? target.slice(1) : `word/${target}`))
	];
}

/** What a reader of Word sees of HTML: each element's text with its tag, in order. */
function read(html: string): readonly (readonly [tag: string, text: string])[] {
	const elements = html.matchAll(/<(h[1-3]|p|li|tr)>(.*?)<\/\1>/gs);
	return [...elements].map(([, tag, inner]) => {
		const cells = tag === 'tr' ? inner!.replaceAll(/<\/t[hd]>(?=<)/g, ' | ') : inner!;
		const text = cells
			.replaceAll(/<[^>]+>/g, '')
			.replaceAll(/&\w+;|&#39;/g, (one) => ENTITIES[one]!);
		const row = inner!.includes('<th') ? 'head' : 'row';
		return [tag === 'tr' ? row : tag!, text.trim()];
	});
}

/** What of a document's blocks is to be read in Word. */
function expected(blocks: readonly Block[]): readonly (readonly [tag: string, text: string])[] {
	return blocks.flatMap((block): (readonly [string, string])[] => {
		switch (block.kind) {
			case 'heading':
				return [[`h${block.level}`, block.text]];
			case 'list':
				return block.items.map((item) => ['li', item]);
			case 'table':
				return [block.head, ...block.rows].map((cells, i) => [
					i === 0 ? 'head' : 'row',
					cells.join(' | ')
				]);
			default:
				return [['p', block.text]];
		}
	});
}

/** Whether Word would read all of a document, headings, lists and tables as such, in their order. */
export async function wordFaults(bytes: Uint8Array, blocks: readonly Block[]): Promise<Faults> {
	const faults = partFaults(unzipSync(bytes));
	if (faults.length > 0) return faults;
	const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
	const met = read(value).filter(([, text]) => text !== '');
	const wanted = expected(blocks).map(([tag, text]) => [tag, text.trim()] as const);
	const differing = wanted.findIndex(
		([tag, text], i) => met[i]?.[0] !== tag || met[i]?.[1] !== text
	);
	return [
		...messages.map(({ message }) => message),
		...(differing < 0
			? []
			: [`reads “${met[differing]?.join(' ') ?? ''}” for “${wanted[differing]!.join(' ')}”`]),
		...(met.length > wanted.length ? [`holds ${met.length - wanted.length} pieces too many`] : [])
	];
}
