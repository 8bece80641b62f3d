import type { Answer, Wanted } from './protocol.ts';
import { smallPicture } from './smallPicture.ts';

const dataAddress = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** What is not decoded here: a drawing has no size of its own, the others are unknown to Chromium and large. */
const AS_IT_IS = /^image\/(?:svg|tiff|hei[cf])/;

async function answerOf({ id, address }: Wanted): Promise<Answer> {
  const response = await fetch(address);
  if (!response.ok) return { id, refused: response.status };
  if (AS_IT_IS.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    return { id, shown: address };
  }
  const file = await response.blob();
  const small = await smallPicture(file).catch(() => null);
  return { id, shown: small ? await dataAddress(small) : address };
}

addEventListener('message', async ({ data: wanted }: MessageEvent<Wanted>) => {
  const answer = answerOf(wanted).catch((error): Answer => ({ id: wanted.id, problem: String(error) }));
  postMessage(await answer);
});
