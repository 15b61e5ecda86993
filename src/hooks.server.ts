import type { Handle } from '@sveltejs/kit';

/** Prerendered pages ask for the typeface together with the styles, so that the first paint has it. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, { preload: ({ type }) => type === 'js' || type === 'css' || type === 'font' });
