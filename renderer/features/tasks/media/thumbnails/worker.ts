import type { Answer, Wanted } from './protocol.ts';
import { smallPicture } from './smallPicture.ts';

const dataAddress = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

async function thumbnail(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`not served (${response.status})`);
  const file = await response.blob();
  // A drawing, say, has no size to be decoded at: whoever shows it loads it whole.
  const small = await smallPicture(file).catch(() => null);
  return small ? dataAddress(small) : address;
}

addEventListener('message', async ({ data: { id, address } }: MessageEvent<Wanted>) => {
  const answer: Answer = await thumbnail(address).then(
    (shown) => ({ id, shown }),
    (error) => ({ id, problem: String(error) }),
  );
  postMessage(answer);
});
