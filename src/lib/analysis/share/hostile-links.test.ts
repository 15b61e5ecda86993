import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '$lib/kernels/random';
import { LacunaError } from '$lib/terms/error';
import { toBase64Url } from './base64url';
import { deflate } from './deflate';
import { fromLacunaFile } from './lacuna-file';
import { decodeLink, encodeLink, toSharedJson } from './link';
import { SHARED } from './link.fixture';
import { unlockLink } from './lock';

/** All that a refusal may say; anything else is a message that nobody wrote for a person. */
const REFUSALS = [
	/^The link cannot be read: it does not start with “#v1\.”\.$/,
	/^The link cannot be read: it is locked\.$/,
	/^The link cannot be read: it is of version \d{1,9}\.$/,
	/^The link cannot be read: it is [\d,]+ characters long\.$/,
	/^The link cannot be read: nothing follows “#v1\.”\.$/,
	/^The link cannot be read: character \d+ does not belong in it\.$/,
	/^The link cannot be read: it (is damaged or )?has been cut short\.$/,
	/^The link cannot be read: it unfolds to more than any recipe holds\.$/,
	/^The content of the link is not readable as JSON\.$/,
	/^The content of the link holds the key “__proto__”, which no recipe has\.$/,
	/^The content of the link is not valid: ([\w$]+(\.[^:]+)*: )?[^:]+.*\.$/,
	/^The draft of the brief is not valid: .+\.$/
];

/** A link changed by someone, or something, on its way; `seed` decides how. */
type Injury = (link: string, json: string, random: Random) => Promise<string> | string;

const fragmentOf = async (json: string) =>
	`#v1.${toBase64Url(await deflate(new TextEncoder().encode(json)))}`;
const bytesOf = (random: Random, length: number) =>
	Uint8Array.from({ length }, () => random.below(256));
const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]!;

/** Changes of the JSON inside, packed again as a link. */
const inside =
	(change: (json: string, random: Random) => string): Injury =>
	(_, json, random) =>
		fragmentOf(change(json, random));

const INJURIES: Readonly<Record<string, Injury>> = {
	'cut short': (link, _, random) => link.slice(0, random.below(link.length)),
	'a changed character': (link, _, random) => {
		const at = random.below(link.length);
		return link.slice(0, at) + String.fromCharCode(random.below(0x10000)) + link.slice(at + 1);
	},
	'a part left out': (link, _, random) => {
		const at = random.below(link.length);
		return link.slice(0, at) + link.slice(at + 1 + random.below(40));
	},
	'a part repeated': (link, _, random) => {
		const at = random.below(link.length);
		return link.slice(0, at) + link.slice(at, at + 40).repeat(50) + link.slice(at);
	},
	'another version': (link, _, random) =>
		`#v${pick(random, [0, 2, 7, 10, 99, 4_294_967_296])}.${link.slice(4)}`,
	'wrong base64': (link, _, random) => {
		const at = 4 + random.below(link.length - 4);
		return (
			link.slice(0, at) + pick(random, ['+', '/', '=', ' ', '%2B', '\u0000', 'é']) + link.slice(at)
		);
	},
	'too long': (_, __, random) => `#v1.${'a'.repeat(200_001 + random.below(100_000))}`,
	'noise for deflate': (_, __, random) =>
		`#v1.${toBase64Url(bytesOf(random, 1 + random.below(400)))}`,
	'not UTF-8': async (_, __, random) => `#v1.${toBase64Url(await deflate(bytesOf(random, 200)))}`,
	'a deflate bomb': async (_, __, random) =>
		`#v1.${toBase64Url(await deflate(new Uint8Array(4_000_001 + random.below(20_000_000))))}`,
	'a bomb of JSON': (_, __, random) =>
		fragmentOf(`{"recipe":{"version":1,"x":"${' '.repeat(4_000_000 + random.below(1_000_000))}"}}`),
	'deep nesting': (_, __, random) =>
		fragmentOf(pick(random, ['[', '{"a":', '[{"a":']).repeat(50_000)),
	'a prototype key': inside((json, random) =>
		json.replace(
			pick(random, ['"pairing":{', '"settings":{', '"human":{', '{"recipe":', '"texts":{']),
			(start) => {
				return start.endsWith('{')
					? `${start}"__proto__":{"polluted":1},`
					: `{"__proto__":{"polluted":1},"recipe":`;
			}
		)
	),
	'a name of what objects inherit': inside((json, random) =>
		json.replace(
			pick(random, ['"pairing":{', '"settings":{', '"human":{', '"texts":{']),
			(start) => {
				const key = pick(random, ['constructor', 'prototype', 'toString', 'hasOwnProperty']);
				return `${start}"${key}":{"prototype":{"polluted":1}},`;
			}
		)
	),
	'cut JSON': inside((json, random) => json.slice(0, random.below(json.length))),
	'a changed letter of JSON': inside((json, random) => {
		const at = random.below(json.length);
		return json.slice(0, at) + String.fromCharCode(random.below(128)) + json.slice(at + 1);
	}),
	'absurd numbers': inside((json, random) =>
		json.replace(/\d+/g, () => `${random.below(3) - 1}e${random.below(400)}`)
	),
	'wrong types': inside((json, random) =>
		json.replace(/true|false|null|"[^"]*"(?=[,}\]])|\d+/g, (value) =>
			random.next() < 0.1 ? pick(random, ['{}', '[]', '"x"', 'null', '-1']) : value
		)
	),
	'a part of another type': inside((json, random) => {
		const content = JSON.parse(json) as Record<string, unknown>;
		const at = pick(random, ['recipe', 'findings', 'draft', 'open']);
		return JSON.stringify({
			...content,
			[at]: pick<unknown>(random, [null, 7, 'x', [], [[]], true])
		});
	}),
	'SQL for a bound': inside((json, random) =>
		json.replace(
			/"low":65/,
			`"low":"${pick(random, ["65' OR 1=1 --", '65); DROP TABLE human', '1e5x'])}"`
		)
	),
	'an address of no table': inside((json, random) => {
		const url = pick(random, [
			'javascript:alert(1)',
			'http://a.b/c',
			'https://u:p@a.b/',
			'data:,x',
			'../x'
		]);
		return json.replace(/https:\/\/example.org\/rtvae.parquet/, url);
	})
};
const KINDS = Object.keys(INJURIES);
/** Injuries that leave no valid link, however the dice fall. */
const ALWAYS_REFUSED = [
	'another version',
	'wrong base64',
	'too long',
	'not UTF-8',
	'a deflate bomb',
	'a bomb of JSON',
	'deep nesting',
	'a prototype key',
	'SQL for a bound',
	'an address of no table'
];
const EACH = 25;

describe('mutated links', () => {
	it(`are a corpus of ${KINDS.length * EACH}, of which none crashes, none hangs, and each refusal says what is wrong`, async () => {
		expect(KINDS.length * EACH).toBeGreaterThanOrEqual(200);
		const link = await encodeLink(SHARED);
		const json = toSharedJson(SHARED);
		const read = new Map(KINDS.map((kind) => [kind, 0]));
		for (const [nth, kind] of KINDS.entries()) {
			for (let seed = 1; seed <= EACH; seed++) {
				const mutated = await INJURIES[kind]!(link, json, createRandom(1_000 * nth + seed));
				const outcome = await decodeLink(mutated).catch((error: unknown) => error);
				const where = `${kind}, seed ${seed}`;
				if (!(outcome instanceof Error)) {
					// An injury can leave a valid link, of which no more than another analysis may come.
					expect(() => toSharedJson(outcome as typeof SHARED), where).not.toThrow();
					read.set(kind, read.get(kind)! + 1);
					continue;
				}
				expect(outcome, where).toBeInstanceOf(LacunaError);
				const { message, hint } = outcome as LacunaError;
				expect(
					REFUSALS.some((refusal) => refusal.test(message)),
					`${where}: ${message}`
				).toBe(true);
				expect(message.length, where).toBeLessThan(500);
				expect(hint, where).toMatch(/^[A-Z].+\.$/);
			}
		}
		for (const kind of ALWAYS_REFUSED) expect(read.get(kind), kind).toBe(0);
		expect({}).not.toHaveProperty('polluted');
	}, 120_000);

	it('say the same as files, and as locked links', async () => {
		const random = createRandom(7);
		const text = JSON.stringify({ lacuna: 1, ...(JSON.parse(toSharedJson(SHARED)) as object) });
		for (let i = 0; i < 100; i++) {
			const at = random.below(text.length);
			const injured = text.slice(0, at) + pick(random, ['', '}', '"', '{"__proto__":1}', '9e999']);
			expect(() => fromLacunaFile(injured, 'a.lacuna.json')).toThrow(LacunaError);
		}
		for (const link of [
			'#v1-locked.',
			'#v1-locked.AAAA',
			'#v1-locked.é',
			`#v1-locked.${'a'.repeat(300_000)}`
		])
			await expect(unlockLink(link, 'words')).rejects.toThrow('it is no whole locked link');
	});
});
