import type { Answer, Wanted } from './protocol.ts';
import { smallPicture } from './smallPicture.ts';

const dataAddress = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

async function answerOf({ id, address }: Wanted): Promise<Answer> {
  const response = await fetch(address);
  if (!response.ok) return { id, refused: response.status };
  const file = await response.blob();
  // A drawing, say, has no size to be decoded at: whoever shows it loads it whole.
  const small = await smallPicture(file).catch(() => null);
  return { id, shown: small ? await dataAddress(small) : address };
}

addEventListener('message', async ({ data: wanted }: MessageEvent<Wanted>) => {
  const answer = answerOf(wanted).catch((error): Answer => ({ id: wanted.id, problem: String(error) }));
  postMessage(await answer);
});
