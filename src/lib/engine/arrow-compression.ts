import { CompressionType, setCompressionCodec, type Codec } from '@uwdata/flechette';

let isRegistered = false;

/** Lets Arrow buffers be decompressed: LZ4 frames, as pandas writes them unasked, and Zstandard. */
export async function registerArrowCodecs(): Promise<void> {
	if (isRegistered) return;
	const [{ decompress: zstd }, lz4] = await Promise.all([import('fzstd'), import('lz4js')]);
	const codec = (decode: Codec['decode']): Codec => ({
		decode,
		encode: () => {
			throw new Error('Nothing is compressed here.');
		}
	});
	setCompressionCodec(
		CompressionType.ZSTD,
		codec((bytes, length) => zstd(bytes, new Uint8Array(length)))
	);
	setCompressionCodec(
		CompressionType.LZ4_FRAME,
		codec((bytes, length) => {
			const decoded = new Uint8Array(length);
			lz4.decompressFrame(bytes, decoded);
			return decoded;
		})
	);
	isRegistered = true;
}
