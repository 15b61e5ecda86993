import { failure, open, openAndLoad, patient, values, type Fact } from './fact';

const ENDLESS =
	'SELECT count(*)::DOUBLE AS n FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 1';

export const lifeFacts: Fact[] = [
	{
		name: 'an abort ends a running query soon, and the engine goes on',
		observe: async (world) => {
			const stop = new AbortController();
			setTimeout(() => stop.abort(), 100);
			const start = performance.now();
			const ended = await failure(world.engine.query(ENDLESS, { signal: stop.signal }));
			return [
				ended,
				performance.now() - start < 5000,
				await values(world, 'SELECT 1::INTEGER AS n')
			];
		},
		expected: ['AbortError', true, { n: [1] }]
	},
	{
		name: 'what is aborted before it begins does not begin',
		observe: async (world) => {
			const { engine } = world;
			const aborted = { signal: AbortSignal.abort() };
			await open(world, 'types.parquet');
			return [
				await failure(engine.query('SELECT 1::INTEGER AS n', aborted)),
				await failure(engine.open('synthetic', world.fixture('quoted.csv'), aborted))
			];
		},
		expected: ['AbortError', 'AbortError']
	},
	{
		name: 'a dropped table is gone and can be opened anew',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await world.engine.drop('human');
			const gone = await failure(world.engine.query('SELECT id::INTEGER FROM human', patient));
			await openAndLoad(world, 'all-null.parquet');
			return [
				(gone as { code: string }).code,
				await values(world, 'SELECT count(id)::INTEGER AS n FROM human')
			];
		},
		expected: ['query-failed', { n: [50] }]
	},
	{
		name: 'a file opened under a name that is taken replaces the table',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await openAndLoad(world, 'all-null.parquet');
			return values(world, 'SELECT count(id)::INTEGER AS n FROM human');
		},
		expected: { n: [50] }
	},
	{
		name: 'loading twice costs nothing and changes nothing',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await Promise.all([
				world.engine.load('human', ['id'], patient),
				world.engine.load('human', ['label', 'id'], patient)
			]);
			return values(world, 'SELECT count(id)::INTEGER AS n, count(label)::INTEGER AS m FROM human');
		},
		expected: { n: [1000], m: [1000] }
	}
];
