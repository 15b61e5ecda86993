import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { LacunaError } from '$lib/terms/error';
import { EMPTY_RECIPE, type Recipe, withoutRowJudgements } from '$lib/terms/recipe';
import type { LinkItem } from '$lib/terms/link-item';
import type { Condition, Region } from '$lib/terms/region';
import { toBase64Url } from './base64url';
import { deflate } from './deflate';
import { isLink } from './fragment';
import { fromLacunaFile, toLacunaFile } from './lacuna-file';
import { listLinkItems } from './link-items';
import { decodeLink, encodeLink, toSharedJson } from './link';
import { draft, findings, recipe, SHARED } from './link.fixture';

/** Made on 2026-11-22 from {@link EMPTY_RECIPE}, and from `recipe` with `findings`; never to be made again. */
const PINNED_EMPTY =
	'#v1.HYxBCsIwEEXv8tdBUtHN7MQb9AZDOmogzchM1ELI3aX9u_d4_A6TlN8C6viKedYKmgJcP5bEQX0EuLSW63MnuMhyFCtvd61Lblmrgy4BTYsY1ySgeJoCHlxcboVtnbkdMl73M7b0mvXnoHPcN8b4Aw';
const PINNED_FULL =
	'#v1.1VNNT9wwEP0vc_YuifeL9Y0iBJVaUXFd7WGSTBIXZ5zaDgFW-e-VEwLLhUtPjRXJHtvz3rw3PoGjXLcE6gRP5Ly2DCoV4G3ncvIxXHcNcpwwNgRqWi9bdH86CiCg1FyRa53mEE95_UrfXkK8m-5323QlwNn-2nZxW67XMmavUW62oACzfxswDAL8C4eags7PSLrwhHRGsnMmUg-h9erigp6xaQ0trasuPp8c81EImquxeE9UjII0-HxtudBBW_ag1gKCNeSQcwKVLFMBJRpPVwZd84BhDCabmAxdXj_Y3oOSSfwGAS1qp7mKAFhFule3N7-ilGz6KoDizphBQOcnB151CwpyDFRZ9wKDANvzA1UTlcMJ8jNmhxM8ai5AQaO9jygCcmu6hkFBb91jbtB7GI7DUcDvrqioIQ4jjiulLGSZYblbrzHN9lFIQhMR89p64i_QHHJFIMCWoIC7JiN3jozjprE9qO1GQK2reqpTgPY_bH9trI9SB9dRDN3pqp5jo7KDeIfyo6XvqR3mMfcTmi7qdYCrhtziOxcaeXHjH3VjQcB9qMnBMdY9jE1bzB6Xzr4S38dUMpHbRZoupATx9jLu0NegIEnlar3Z7i73mOUFlTC29fkDmXv7oxs3b3aXxloHKk0E9DrUNZkClBSg-RZbP3bKLpUC2IafxAVmZmqf1SqNLD58nuYR83_3QMyqHS5TKeI_1is3x08KHhKRiOQowGHQdl4vk0TGC_v9Ucx8MPPEEyUutWvmOobjMPwF';
/** Made on 2026-11-27 from `SHARED`: draft, cases, weights, a verdict on a row, the finding that was open. */
const PINNED_WHOLE =
	'#v1.7VVNb-M2EP0rxpwZR5K_1sRigTQIdgu0SJH2ZvgwlkYSG4pUh5SdD-i_L4aOE6dd7GF7KlALBiiKnHl8783wGZhK0xPoZ9gTB-Md6FxB8AOXFGS6HTp0MnDYEejj-7RH_mugCApq4xrino2LsiqYJ_rpMcrefL1a5jMF7A_XfpDPxXxeSPQWi8USNODu3z0wjgrCo4stRVOegeS4RzoDObAV6DH2QV9e0gN2vaWp5-by_coUj2I0rkmHD0RVIqTDh2vvKhONdwH0XEH0lhhdSaCzaa6gRhvoyiJ3dxjTZLaQYMhle-cPAXSRyW9U0KNh4xpJgI3Avfp885tQ6eyhiaDdYO2oYAhHBZ5MDxpKjNR4foRRgT-4O2qOUDbPUJ4h2zzDvXEVaOhMCJJFQent0DnQcPB8X1oMAcbtuFXw51A11JGLKQ_XRVEV9Q7r1XyO-W4tRBJaiZCvQAMxe5b8ZesDue_kZnQNgQJfgwY3dDvicxyYPlp_AL1cKGhN0x5PrcCEX_zh2vogxEceSKa-mKY9zSWeR_WaKiSBX0MzlhJ7j3YQ9jZw1RFf_Owqg-7iJtybzoOC29gSw1ZYGJOFq5PiNfsncrcSqsiK5UWeXxQFqJc6-YKhBQ1ZXszmi-Xqwxp3ZUU1JJOfl8vJ6W_eXLyIX1vvGXSeKTiY2LZkK9CFAuM-Yx-Sb1Z5ocD5-Cu5Cnf2aKbZLFdAdU1lNHu6-1s6CT5dfDMhnznlOJaN_3Xd1Onomw95oeSfOCoW23ckbDKVqWyrgDEaf3qfZlkhG9brrTrhwV0gd4TkasPd2zleST8jfJVl0-I939koJVXiS9U6vycLep6LtHtyL1zPJEFvZE1xGt489FTG1GlEw8TU7y3yqbW8-SRX0LAf-v_V_AE1E-ZXhVKT3UrDrxjrdHdFE6XY4NZWxJOefG9p4utJ6NDaSem7bnAminYKIj0cu2Y_cO-DbPvDT1pCntTsu0lsqYPz6vtmfxWbyGUBGO4nH3efGnLRPn683H1KV9HblSxNv6dE7T-ijF8B';

const fragmentOfJson = async (json: string) =>
	`#v1.${toBase64Url(await deflate(new TextEncoder().encode(json)))}`;

async function failure(promise: Promise<unknown>): Promise<LacunaError> {
	const error: unknown = await promise.then(
		() => new Error('it was read'),
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(LacunaError);
	return error as LacunaError;
}

const name = fc.string({ minLength: 1, maxLength: 20 }).filter((key) => key !== '__proto__');
const bound = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const range = fc
	.record({
		kind: fc.constant('range' as const),
		of: fc.constant('number' as const),
		column: name,
		low: fc.option(bound),
		high: bound,
		isLowClosed: fc.boolean(),
		isHighClosed: fc.boolean()
	})
	.map((condition): Condition => condition);
const set = fc
	.array(fc.oneof(fc.string(), bound, fc.boolean()), { minLength: 1, maxLength: 5 })
	.chain((values) => name.map((column): Condition => ({ kind: 'set', column, values })));
const missing = name.map((column): Condition => ({ kind: 'missing', column }));
const region = fc.record({
	conditions: fc.uniqueArray(fc.oneof(range, set, missing), {
		minLength: 1,
		maxLength: 4,
		selector: ({ column }) => column
	})
});
const anyRecipe: fc.Arbitrary<Recipe> = fc.record(
	{
		version: fc.constant(1 as const),
		sources: fc.constantFrom(recipe.sources, {}, { human: { name: 'ü 表.csv' } }),
		pairing: fc.dictionary(name, fc.option(name), { noNullPrototype: true }),
		uses: fc.dictionary(name, fc.constantFrom('measure', 'category', 'ignored'), {
			noNullPrototype: true
		}),
		names: fc.dictionary(name, fc.string({ minLength: 1, maxLength: 200 }), {
			...{ minKeys: 1, noNullPrototype: true }
		}),
		settings: fc.record({
			seed: fc.nat(),
			maxConditions: fc.integer({ min: 1, max: 4 }),
			tolerance: fc.double({ min: 0, max: 0.9, noNaN: true }).map((value) => value + 0),
			falseAlarmRate: fc.constant(0.05),
			searchRows: fc.nat()
		}),
		ownRegions: fc.array(region, { maxLength: 4 }),
		judgements: fc.constantFrom({}, recipe.judgements),
		chosen: fc.array(region, { maxLength: 4 })
	},
	{
		requiredKeys: [
			'version',
			'sources',
			'pairing',
			'uses',
			'settings',
			'ownRegions',
			'judgements',
			'chosen'
		]
	}
);

describe('links', () => {
	it('give back the recipe and the findings they were made of', async () => {
		const link = await encodeLink({ recipe, findings });
		expect(link).toMatch(/^#v1\.[\w-]+$/);
		expect(await decodeLink(link)).toEqual({ recipe, findings });
		expect(await decodeLink(`https://example.org/lacuna/gaps/${link}`)).toEqual({
			recipe,
			findings
		});
		expect(isLink(link) && isLink('#v2.x') && !isLink('#sample=adult')).toBe(true);
	});

	it('carry the draft of the brief and the aggregates of cases', async () => {
		expect(await decodeLink(await encodeLink(SHARED))).toEqual(SHARED);
		expect(fromLacunaFile(toLacunaFile(SHARED), 'a.lacuna.json')).toEqual({
			kind: 'open',
			analysis: SHARED
		});
		const items = await listLinkItems(SHARED);
		const told = items.find(({ id }) => id === 'draft')!;
		expect(told.parts).toEqual([
			draft.title,
			'purpose: To hear from them',
			'note: ask <b>gently</b>'
		]);
		expect(told.characters).toBeGreaterThan(0);
		expect(items.find(({ id }) => id === 'rowJudgements')!.parts).toEqual(['row 17: error']);
		expect(items.find(({ id }) => id === 'cases')!.parts).toHaveLength(2);
	});

	it('name judgements of single rows apart, and leave them out of a recipe that must not tell of rows', async () => {
		const judged: Recipe = { ...recipe, judgements: { ...recipe.judgements, c41: 'error' } };
		const items = await listLinkItems({ recipe: judged, findings: null });
		const partsOf = (id: LinkItem['id']) => items.find((item) => item.id === id)?.parts;
		expect(partsOf('rowJudgements')).toEqual(['row 41: error']);
		expect(partsOf('judgements')).toHaveLength(1);
		expect(withoutRowJudgements(judged)).toEqual(recipe);
	});

	it('refuse a draft that is none, naming the field', async () => {
		const json = toSharedJson({ recipe, findings: null, draft: DEFAULT_PLAN }).replace(
			'"draft":{',
			'"draft":{"title":7,'
		);
		expect((await failure(decodeLink(await fragmentOfJson(json)))).message).toContain('title');
	});

	it('of version 1 stay readable as they were made', async () => {
		expect(await decodeLink(PINNED_EMPTY)).toEqual({ recipe: EMPTY_RECIPE, findings: null });
		expect(await decodeLink(PINNED_FULL)).toEqual({ recipe, findings });
		expect(await decodeLink(PINNED_WHOLE)).toEqual(SHARED);
	});

	it('give back any recipe, by link and by file', async () => {
		await fc.assert(
			fc.asyncProperty(anyRecipe, async (any) => {
				expect(await decodeLink(await encodeLink({ recipe: any, findings: null }))).toEqual({
					recipe: any,
					findings: null
				});
				expect(fromLacunaFile(toLacunaFile({ recipe: any, findings }), 'a.lacuna.json')).toEqual({
					kind: 'open',
					analysis: { recipe: any, findings }
				});
			}),
			{ numRuns: 200 }
		);
	});

	it('hold no key that the recipe does not know', async () => {
		const json = JSON.stringify({
			recipe: { ...recipe, onload: 'alert(1)', sources: { human: { name: 'a', rows: [1] } } },
			extra: true
		});
		const { recipe: read } = await decodeLink(await fragmentOfJson(json));
		expect(read.sources).toEqual({ human: { name: 'a' } });
		expect(read).not.toHaveProperty('onload');
	});

	it('refuse the key __proto__ at any depth', async () => {
		for (const json of [
			'{"recipe":{},"__proto__":{"polluted":1}}',
			toSharedJson({ recipe, findings: null }).replace('"pairing":{', '"pairing":{"__proto__":"x",')
		]) {
			expect((await failure(decodeLink(await fragmentOfJson(json)))).message).toContain(
				'__proto__'
			);
		}
		expect({}).not.toHaveProperty('polluted');
	});

	it('keep what is said of columns that are called as objects call their workings', async () => {
		const uses = { constructor: 'ignored', prototype: 'category', toString: 'measure' } as const;
		const named: Recipe = {
			...recipe,
			uses: uses as unknown as Recipe['uses'],
			pairing: { constructor: 'team' },
			names: { constructor: 'Maker of the car' }
		};
		const { recipe: read } = await decodeLink(await encodeLink({ recipe: named, findings: null }));
		expect(Object.entries(read.uses)).toEqual(Object.entries(uses));
		expect(Object.entries(read.pairing)).toEqual([['constructor', 'team']]);
		expect(Object.entries(read.names ?? {})).toEqual([['constructor', 'Maker of the car']]);
	});

	it('refuse a bound that is no date or number, so that no SQL rides in it', async () => {
		const sql = "2020-01-01' OR 1=1 --";
		const asNumber = toSharedJson({ recipe, findings: null }).replace('"low":65', `"low":"${sql}"`);
		const asDate = JSON.stringify({ recipe: { ...recipe, chosen: [since(sql)] } });
		expect((await failure(decodeLink(await fragmentOfJson(asNumber)))).message).toContain('low');
		expect((await failure(decodeLink(await fragmentOfJson(asDate)))).message).toContain('ISO date');
		for (const day of ['2021-02-29', '2020-13-01', '0000-01-01', '2020-01-01 24:00']) {
			const odd = JSON.stringify({ recipe: { ...recipe, chosen: [since(day)] } });
			expect((await failure(decodeLink(await fragmentOfJson(odd)))).message).toContain('calendar');
		}
	});

	it('refuse addresses that are not https or not of a table', async () => {
		const urls = [
			'javascript:alert(1)',
			'http://a.b/c',
			'https://me:pw@a.b/',
			'//a.b/c',
			'../x',
			'data:,x'
		];
		for (const url of urls) {
			const json = JSON.stringify({
				recipe: { ...recipe, sources: { human: { name: 'a', url } } }
			});
			expect((await failure(decodeLink(await fragmentOfJson(json)))).message).toContain('url');
		}
	});

	it('refuse a deflate bomb without unfolding it', async () => {
		const bomb = toBase64Url(await deflate(new Uint8Array(120_000_000)));
		expect(bomb.length).toBeLessThan(200_000);
		const error = await failure(decodeLink(`#v1.${bomb}`));
		expect(error.message).toContain('unfolds to more');
	});

	it('say what is wrong with a fragment that is none of ours', async () => {
		const messageOf = async (link: string) => (await failure(decodeLink(link))).message;
		expect(await messageOf('')).toContain('does not start with');
		expect(await messageOf('#v7.abcd')).toContain('version 7');
		expect(await messageOf('#v1.')).toContain('nothing follows');
		expect(await messageOf('#v1.ab cd')).toContain('character 6 does not belong');
		expect(await messageOf('#v1.abcde')).toContain('cut short');
		expect(await messageOf(`#v1.${'a'.repeat(300_000)}`)).toContain('300,003 characters');
		expect(await messageOf(await fragmentOfJson('[1,'))).toContain('not readable as JSON');
		expect(await messageOf(await fragmentOfJson('['.repeat(100_000)))).toContain('not readable');
		expect(await messageOf(await fragmentOfJson('{"recipe":{"version":1}}'))).toContain('settings');
	});
});

function since(low: string): Region {
	const rest = { high: null, isLowClosed: true, isHighClosed: false } as const;
	return { conditions: [{ kind: 'range', of: 'date', column: 'day', low, ...rest }] };
}
