import { describe, expect, it } from 'vitest';
import { blobSource } from './byte-source';
import { findCsvFault } from './csv-fault';

async function faultOf(...parts: readonly (string | Uint8Array)[]): Promise<string | null> {
	const bytes = parts.map((part) => new Blob([part as BlobPart]));
	return (await findCsvFault(blobSource('a.csv', new Blob(bytes))))?.message ?? null;
}

describe('findCsvFault', () => {
	it('finds nothing in a table with quotes, line breaks in values, blank lines and other separators', async () => {
		expect(await faultOf('a,b\n1,"x, ""y""\nz"\n\n"",2\n')).toBeNull();
		expect(await faultOf('a;b\r\n1,5;x\r\n2,5;y')).toBeNull();
		expect(await faultOf('a\n5" pipe\n')).toBeNull();
		expect(await faultOf('"a,b"\n1\n2\n')).toBeNull();
		expect(await faultOf('')).toBeNull();
	});

	it('names the line with more or fewer fields, counting those within quoted values', async () => {
		const first = 'Line 4 of a.csv has 3 fields where its first line has 2.';
		expect(await faultOf('a,b\n1,"x\ny"\n2,z,3\n4\n')).toBe(first);
		expect(await faultOf('a,b\n1,x\n2')).toBe(
			'Line 3 of a.csv has 1 field where its first line has 2.'
		);
	});

	it('names the line with another line end', async () => {
		const ends = (line: number, end: string, first: string) =>
			`Line ${line} of a.csv ends with ${end} where its first line ends with ${first}.`;
		expect(await faultOf('a,b\n1,x\r\n')).toBe(ends(2, '\\r\\n', '\\n'));
		expect(await faultOf('a,b\r\n1,x\n')).toBe(ends(2, '\\n', '\\r\\n'));
		expect(await faultOf('a,b\r1,x\n')).toBe(ends(2, '\\n', '\\r'));
	});

	it('names the line on which a quote is left open', async () => {
		expect(await faultOf('a,b\n1,x\n2,"y\n3,z\n')).toBe(
			'A quote that is opened in line 3 of a.csv is never closed.'
		);
	});

	it('finds nothing in what is not UTF-8', async () => {
		expect(await faultOf('a,b\n1,2,3\n', new Uint8Array([0xe9, 0x0a]))).toBeNull();
	});
});
