/** What a thumbnail covers: its place in the grid, on a screen of twice the pixels. */
const WIDTH = 480;
const HEIGHT = 280;
/** A picture of no more pixels is its own thumbnail, if its file is no larger than the other number (bytes). */
const FEW_PIXELS = 600_000;
const SMALL_FILE = 100_000;
/** From here on it pays to decode a JPEG smaller than it is (bytes), to as many pixels as this square has at the most. */
const LARGE_FILE = 400_000;
const DECODED = 1024;
/** A longer picture loses both ends, which no place in the grid shows: WebP ends at 16,383 pixels. */
const LONGEST_RATIO = 4;

type Decoded = ImageBitmap | VideoFrame;

/** What a picture has to be scaled by to cover the thumbnail. */
const toCover = (width: number, height: number) => Math.max(WIDTH / width, HEIGHT / height);

async function decodedAs(data: ArrayBuffer, side: number): Promise<VideoFrame> {
  const decoder = new ImageDecoder({ data, type: 'image/jpeg', desiredWidth: side, desiredHeight: side });
  try {
    return (await decoder.decode()).image;
  } finally {
    decoder.close();
  }
}

/** Decodes only as much of a JPEG as is needed: half the time, a twentieth of the memory. null where that is not possible. */
async function decodedSmaller(file: Blob): Promise<VideoFrame | null> {
  if (file.type !== 'image/jpeg' || file.size < LARGE_FILE) return null;
  // A browser that does not tell the rotation would show photos lying on their side.
  if (!('ImageDecoder' in self && 'rotation' in VideoFrame.prototype)) return null;
  try {
    const data = await file.arrayBuffer();
    const picture = await decodedAs(data, DECODED);
    const missing = toCover(picture.displayWidth, picture.displayHeight);
    if (missing <= 1) return picture;
    // So long that the short side is too short.
    picture.close();
    return await decodedAs(data, Math.ceil(DECODED * missing));
  } catch {
    // So large that an eighth is still too much, or no JPEG after all.
    return null;
  }
}

const sizeOf = (picture: Decoded) =>
  picture instanceof ImageBitmap ? [picture.width, picture.height] : [picture.displayWidth, picture.displayHeight];

/** The file of a picture as it is, or of a smaller one that shows the same. Throws when it is no picture that can be decoded here. */
export async function smallPicture(file: Blob): Promise<Blob> {
  // Looking at its pixels would cost as much as showing it: so small a JPEG has 25 million at the most, and that only in one colour.
  if (file.type === 'image/jpeg' && file.size <= SMALL_FILE) return file;
  const picture: Decoded = (await decodedSmaller(file)) ?? (await createImageBitmap(file));
  try {
    const [width, height] = sizeOf(picture) as [number, number];
    if (file.size <= SMALL_FILE && width * height <= FEW_PIXELS) return file;
    const seen = [Math.min(width, height * LONGEST_RATIO), Math.min(height, width * LONGEST_RATIO)] as const;
    const scale = Math.min(1, toCover(...seen));
    const canvas = new OffscreenCanvas(Math.round(seen[0] * scale), Math.round(seen[1] * scale));
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.imageSmoothingQuality = 'high';
    const cut = [(width - seen[0]) / 2, (height - seen[1]) / 2] as const;
    context.drawImage(picture, ...cut, ...seen, 0, 0, canvas.width, canvas.height);
    return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  } finally {
    picture.close();
  }
}
