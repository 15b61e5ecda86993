import { describe, expect, it } from 'vitest';
import { assignRoles, guessRole } from './guess-role';

const file = (name: string) => ({ name });

describe('guessRole', () => {
	it('reads the role off usual names', () => {
		expect(guessRole('adult-tvae.parquet')).toBe('synthetic');
		expect(guessRole('synthetic_ctgan.parquet')).toBe('synthetic');
		expect(guessRole('human.parquet')).toBe('human');
		expect(guessRole('original_train.csv')).toBe('human');
	});

	it('guesses nothing from a name that says nothing or both', () => {
		expect(guessRole('table.parquet')).toBeNull();
		expect(guessRole('synthetic_from_human.parquet')).toBeNull();
	});
});

describe('assignRoles', () => {
	it('puts two files where their names say, in whatever order they came', () => {
		const [human, synthetic] = [file('a.parquet'), file('a_synthetic.parquet')];
		expect(assignRoles([synthetic, human], [])).toEqual({ human, synthetic: [synthetic] });
		expect(assignRoles([human, synthetic], [])).toEqual({ human, synthetic: [synthetic] });
	});

	it('puts a file without a telling name where there is room', () => {
		expect(assignRoles([file('b.csv')], ['human'])).toEqual({
			synthetic: [file('b.csv')]
		});
		expect(assignRoles([file('b.csv')], [])).toEqual({ human: file('b.csv'), synthetic: [] });
	});

	it('assigns nothing when nothing was dropped', () => {
		expect(assignRoles([], [])).toEqual({ synthetic: [] });
	});

	it('takes all but one of several files for versions of the synthetic table', () => {
		const [v1, people, v2] = [file('tvae_v1.csv'), file('people.csv'), file('tvae_v2.csv')];
		expect(assignRoles([v1, people, v2], [])).toEqual({ human: people, synthetic: [v1, v2] });
		const versions = [file('v1.csv'), file('v2.csv'), file('v3.csv')];
		expect(assignRoles(versions, ['human'])).toEqual({ synthetic: versions });
	});
});
