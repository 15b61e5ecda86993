import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** A search that is over at once: single conditions, in few rows. */
export const QUICK = {
	seed: 1,
	maxConditions: 1,
	tolerance: 0.1,
	falseAlarmRate: 0.05,
	searchRows: 1500
};

/** A link as anyone could write one: raw deflate of JSON. */
export const linkOf = (content: unknown) =>
	`#v1.${deflateRawSync(JSON.stringify(content)).toString('base64url')}`;

/** A Parquet file as a link names it: known by the SHA-256 of its footer. */
export async function tableOf(path: string, rowCount: number) {
	const bytes = await readFile(path);
	const length = bytes.readUInt32LE(bytes.length - 8);
	const footer = bytes.subarray(bytes.length - 8 - length);
	const sha256 = createHash('sha256').update(footer).digest('hex');
	return { name: basename(path), fingerprint: { sizeBytes: bytes.length, rowCount, sha256 } };
}

/** The link to the sample under a quick search: for whatever does not hang on what the search finds. */
export async function quickSample(): Promise<string> {
	const [human, synthetic] = await Promise.all(
		['human', 'tvae'].map((name) => tableOf(`static/samples/adult-${name}.parquet`, 24421))
	);
	return linkOf({ recipe: { version: 1, sources: { human, synthetic }, settings: QUICK } });
}
