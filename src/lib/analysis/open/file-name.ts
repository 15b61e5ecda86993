/** A file's name without its folders, as people are shown it. */
export function fileNameOf(path: string): string {
	return path.split(/[/\\]/).at(-1) || path;
}
