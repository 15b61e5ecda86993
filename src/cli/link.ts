import { decodeLink, encodeLink, LONG_LINK_CHARACTERS } from '$lib/analysis/share/link';
import { readOptions, usageError, type Command } from './command';
import { EXIT } from './exit-status';
import { readRecipeFile } from './read-recipe';

const HELP = `Turns a recipe into a link that opens the same analysis in the app, and back. A link holds no data.

Usage: lacuna link --recipe FILE [--app ADDRESS]
       lacuna link --read LINK

  --recipe FILE  recipe.json of \`lacuna analyze\`, or a .lacuna.json file of the app
  --app ADDRESS  Where the app is served; without it only the part from # on is printed
  --read LINK    Print the recipe that a link holds
  -h, --help     Show this help
`;

/** `lacuna link`: a recipe in, a link out, or the reverse. */
export const linkCommand: Command = {
	name: 'link',
	summary: 'Turn a recipe into a link, or a link into its recipe',
	help: HELP,
	async run(args, { stdout, stderr }) {
		const values = readOptions('link', args, {
			recipe: { type: 'string' },
			app: { type: 'string' },
			read: { type: 'string' }
		});
		if ((values.recipe === undefined) === (values.read === undefined)) {
			throw usageError('link', 'Give either --recipe or --read.');
		}
		if (values.read !== undefined) {
			const { recipe } = await decodeLink(values.read);
			stdout.write(`${JSON.stringify(recipe, null, '\t')}\n`);
			return EXIT.ok;
		}
		const fragment = await encodeLink(await readRecipeFile(values.recipe!));
		const link = `${appAddress(values.app)}${fragment}`;
		if (link.length > LONG_LINK_CHARACTERS) {
			stderr.write(`The link has ${link.length} characters: mail and chat may cut it.\n`);
		}
		stdout.write(`${link}\n`);
		return EXIT.ok;
	}
};

function appAddress(address: string | undefined): string {
	if (address === undefined) return '';
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
		throw usageError('link', `--app ${address} is not a web address.`);
	}
	const url = new URL(address);
	url.hash = '';
	return url.href;
}
