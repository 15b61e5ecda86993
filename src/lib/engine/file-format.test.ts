import { describe, expect, it } from 'vitest';
import { blobSource } from './byte-source';
import { detectFormat } from './file-format';

const bytes = (...of: (number | string)[]) =>
	new Blob(of.map((one) => (typeof one === 'string' ? one : Uint8Array.of(one))));
const detect = (name: string, content: Blob) => detectFormat(blobSource(name, content));

describe('detectFormat', () => {
	it.each([
		['a.csv.gz', bytes(0x1f, 0x8b, 8, 0), /compressed by gzip/],
		['a.csv', bytes(0x28, 0xb5, 0x2f, 0xfd, 1), /compressed by Zstandard/],
		['a.csv', bytes('BZh91AY&SY', 0x8f, 0xff), /compressed by bzip2/],
		['a.csv', bytes(0xfd, '7zXZ', 0), /compressed by xz/],
		['a.xlsx', bytes('PK\u0003\u0004'), /spreadsheet/],
		['a.csv', bytes(0xd0, 0xcf, 0x11, 0xe0), /old Excel workbook/],
		['a.parquet', bytes('PARE', 0, 1), /encrypted Parquet/],
		['a.db', bytes('SQLite format 3\u0000'), /SQLite database/],
		['a.orc', bytes('ORC', 8), /ORC file/],
		['a.avro', bytes('Obj\u0001'), /Avro file/],
		['a.feather', bytes('FEA1', 0), /Feather file/]
	])('names what %s is, and the way out', async (name, content, hint) => {
		await expect(detect(name, content)).rejects.toMatchObject({
			code: 'file-format',
			message: `${name} holds no table that can be read.`,
			hint: expect.stringMatching(hint) as string
		});
	});

	it('says of a file of blank lines, however many, that it holds nothing', async () => {
		for (const content of ['\n \r\n\n', '\ufeff\n', ' \n'.repeat(600_000)])
			await expect(detect('a.csv', bytes(content))).rejects.toMatchObject({
				code: 'file-empty',
				message: 'a.csv holds nothing but blank lines.'
			});
		expect(await detect('a.csv', bytes('\n'.repeat(5000), 'a,b\n1,2\n'))).toBe('csv');
	});

	it('takes a text for CSV though it begins like one of these', async () => {
		expect(await detect('a.csv', bytes('ORC,PAR\n1,2\n'))).toBe('csv');
		expect(await detect('a.csv', bytes('BZhost;x\n1;2\n'))).toBe('csv');
	});
});
