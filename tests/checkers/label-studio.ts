// What Label Studio's server asks of a labelling interface beside its schema: names that are unique, and bound to. Its own
// front end, which knows every tag and attribute, is held against the files in tests/e2e/brief-formats.e2e.ts.

const names = (config: string, attribute: string) =>
	[...config.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, name]) => name!);

/** What Label Studio's server has against a labelling interface; empty where nothing. */
export function labelStudioFaults(config: string): readonly string[] {
	const all = names(config, 'name');
	return [
		...all.filter((name, i) => all.indexOf(name) !== i).map((name) => `${name} stands twice`),
		...names(config, 'toName')
			.filter((name) => !all.includes(name))
			.map((name) => `a control is bound to ${name}, which is not there`)
	];
}
