import type { Job } from '$lib/terms/compute';
import { LacunaError } from '$lib/terms/error';

/** Doubles numbers in ten slices. */
export const double: Job<Float64Array, Float64Array> = {
	name: 'double',
	*run(values) {
		for (let slice = 1; slice <= 10; slice++) yield slice / 10;
		return values.map((value) => value * 2);
	}
};

/** When the worker that runs it began, which tells it from others. */
export const birth: Job<Float64Array, number> = {
	name: 'birth',
	*run() {
		yield 0;
		return performance.timeOrigin;
	}
};

/** Never ends, but yields. */
export const endless: Job<null, never> = {
	name: 'endless',
	*run() {
		for (;;) {
			const start = performance.now();
			while (performance.now() - start < 12);
			yield 0;
		}
	}
};

/** Never ends and never yields. */
export const stuck: Job<null, never> = {
	name: 'stuck',
	*run() {
		yield 0;
		for (;;);
	}
};

export const refusing: Job<null, never> = {
	name: 'refusing',
	*run() {
		yield 0;
		throw new LacunaError('columns-unusable', 'Nothing can be searched.', {
			hint: 'Choose other columns.',
			detail: 'all constant'
		});
	}
};

export const broken: Job<null, never> = {
	name: 'broken',
	*run() {
		yield 0;
		throw new TypeError('no such thing');
	}
};

export const JOBS = [double, birth, endless, stuck, refusing, broken] as readonly Job<
	never,
	unknown
>[];
