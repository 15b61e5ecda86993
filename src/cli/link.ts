import { decodeLink, encodeLink, LONG_LINK_CHARACTERS } from '$lib/analysis/share/link';
import { isLocked } from '$lib/analysis/share/fragment';
import { toLacunaFile } from '$lib/analysis/share/lacuna-file';
import { makeLock, unlockLink } from '$lib/analysis/share/lock';
import { readOptions, usageError, type Command } from './command';
import { EXIT } from './exit-status';
import { passphrase, readSharedFile } from './read-recipe';

const HELP = `Turns a recipe into a link that opens the same analysis in the app, and back. A link holds no row.

Usage: lacuna link --recipe FILE [--lock] [--app ADDRESS]
       lacuna link --read LINK

  --recipe FILE  findings.lacuna.json or recipe.json of \`lacuna analyze --out\`, or a file that the app saved
  --lock         Lock the link by the passphrase in the environment variable LACUNA_PASSPHRASE
  --app ADDRESS  Where the app is served; without it only the part from # on is printed
  --read LINK    Print what a link holds; a locked one is opened by LACUNA_PASSPHRASE
  -h, --help     Show this help

recipe.json may name regions, which nothing but the data can hold to the small-count floor: such a recipe is refused.
findings.lacuna.json is held to it.
`;

/** `lacuna link`: a recipe, with or without findings, in, a link out, or the reverse. */
export const linkCommand: Command = {
	name: 'link',
	summary: 'Turn a recipe into a link, or a link into its recipe',
	help: HELP,
	async run(args, { stdout, stderr }) {
		const values = readOptions('link', args, {
			recipe: { type: 'string' },
			lock: { type: 'boolean' },
			app: { type: 'string' },
			read: { type: 'string' }
		});
		if ((values.recipe === undefined) === (values.read === undefined)) {
			throw usageError('link', 'Give either --recipe or --read.');
		}
		if (values.read !== undefined) {
			stdout.write(await readLink(values.read));
			return EXIT.ok;
		}
		const shared = await readSharedFile(values.recipe!);
		const { recipe, findings } = shared;
		if (findings === null && recipe.chosen.length + recipe.ownRegions.length > 0)
			throw usageError('link', 'The recipe names regions that may tell of too few people.');
		const open = await encodeLink(shared);
		const fragment = values.lock ? await (await makeLock(passphrase('--lock'))).seal(open) : open;
		const link = `${appAddress(values.app)}${fragment}`;
		if (link.length > LONG_LINK_CHARACTERS) {
			stderr.write(`The link has ${link.length} characters: mail and chat may cut it.\n`);
		}
		stdout.write(`${link}\n`);
		return EXIT.ok;
	}
};

/** What a link holds: its recipe, or, where it holds findings too, the content of a .lacuna.json file. */
async function readLink(link: string): Promise<string> {
	const open = isLocked(link) ? (await unlockLink(link, passphrase('The link'))).link : link;
	const shared = await decodeLink(open);
	if (shared.findings !== null || shared.draft !== undefined) return toLacunaFile(shared);
	return `${JSON.stringify(shared.recipe, null, '\t')}\n`;
}

function appAddress(address: string | undefined): string {
	if (address === undefined) return '';
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
		throw usageError('link', `--app ${address} is not a web address.`);
	}
	const url = new URL(address);
	url.hash = '';
	return url.href;
}
