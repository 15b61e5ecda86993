import { expect, it } from 'vitest';
import { Assembly, handOver, type Piece } from './hand-over';

const { signal } = new AbortController();

it('an input of any shape arrives as it was, in pieces, and stays with the sender', async () => {
	const long = Float64Array.from({ length: 700_000 }, (_, i) => i / 3);
	const shared = Uint16Array.from({ length: 20_000 }, (_, i) => i);
	const input = {
		axes: [{ kind: 'number', values: { human: long, synthetic: shared } }],
		again: shared,
		short: Uint8Array.of(1, 2, 3),
		map: new Map([['a', 1]]),
		...{ seed: 1, name: null, sets: undefined, empty: [] }
	};
	const assembly = new Assembly();
	const sizes: number[] = [];
	const take = async (pieces: readonly Piece[]) => {
		sizes.push(...pieces.map(({ values }) => values.byteLength));
		assembly.add(pieces);
	};
	const skeleton = await handOver(input, take, signal);
	expect(JSON.stringify(skeleton).length).toBeLessThan(500);
	expect(sizes.length).toBeGreaterThan(2);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * 1024 * 1024);
	const arrived = assembly.finish(structuredClone(skeleton)) as typeof input;
	const { human } = arrived.axes[0]!.values;
	expect(human).toHaveLength(long.length);
	expect(human.every((value, i) => value === long[i])).toBe(true);
	expect({ ...arrived, axes: [] }).toEqual({ ...input, axes: [] });
	expect(arrived.again).toBe(arrived.axes[0]!.values.synthetic);
	expect(long).toHaveLength(700_000);
});

it('spent arrays are moved whole, and a part of a large buffer goes without the rest', async () => {
	const spent = Float32Array.from({ length: 1_000_000 }, (_, i) => i);
	const part = new Uint8Array(5_000_000).subarray(7, 12).fill(3);
	const assembly = new Assembly();
	const sent: Piece[] = [];
	const take = async (pieces: readonly Piece[]) => {
		sent.push(...structuredClone(pieces, { transfer: pieces.map(({ values }) => values.buffer) }));
	};
	const skeleton = await handOver({ spent, part }, take, signal, [spent]);
	expect(spent).toHaveLength(0);
	expect(sent).toHaveLength(1);
	assembly.add(sent);
	const arrived = assembly.finish(skeleton) as { spent: Float32Array; part: Uint8Array };
	expect(arrived.spent.every((value, i) => value === i)).toBe(true);
	expect(arrived.spent).toHaveLength(1_000_000);
	expect([...arrived.part]).toEqual([3, 3, 3, 3, 3]);
	expect(arrived.part.buffer.byteLength).toBe(5);
});

it('an abort ends the handing over', async () => {
	const stop = new AbortController();
	const columns = Array.from({ length: 40 }, () => new Float64Array(250_000));
	const sending = handOver(columns, async () => stop.abort(), stop.signal);
	await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends nothing after an abort that comes while pieces are on their way', async () => {
	const stop = new AbortController();
	const columns = Array.from({ length: 40 }, () => new Float64Array(250_000));
	let sendings = 0;
	const send = async () => {
		sendings++;
		await new Promise((resolve) => setTimeout(resolve, 50));
		stop.abort();
	};
	await expect(handOver(columns, send, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
	expect(sendings).toBe(1);
});

it('an abort while the last pieces are on their way ends it too', async () => {
	const stop = new AbortController();
	const sending = handOver([new Float64Array(5000)], async () => stop.abort(), stop.signal);
	await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});
