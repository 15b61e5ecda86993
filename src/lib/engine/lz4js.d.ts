/** The part of lz4js that is used; the package ships no types. */
declare module 'lz4js' {
	/** Decompresses one frame into a buffer that is large enough, and gives the number of bytes. */
	export function decompressFrame(frame: Uint8Array, into: Uint8Array): number;
	export function compress(bytes: Uint8Array): Uint8Array | number[];
	export function decompress(frame: Uint8Array): Uint8Array | number[];
}
