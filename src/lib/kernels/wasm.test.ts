import { expect, it } from 'vitest';
import { LacunaError } from '$lib/terms/error';
import { BlockLayout } from './wasm';

it('says what to do where no memory is large enough', () => {
	const layout = new BlockLayout();
	layout.place(2 ** 33);
	expect(() => layout.takeMemory()).toThrow(LacunaError);
	expect(() => layout.takeMemory()).toThrow('The search needs more memory than there is.');
});
