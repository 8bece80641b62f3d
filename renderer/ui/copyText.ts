import { tell, tellProblem } from './notices.tsx';

/** Puts a text into the clipboard. Where the permission is denied, as in the desktop app, the old way works. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    area.className = 'offscreen';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    if (!copied) throw new Error('The clipboard cannot be reached. Click into the page, then try again.');
  }
}

/** Copies a text and says so in a notice; `what` names it ("report"). */
export async function copyAndTell(what: string, text: string): Promise<void> {
  try {
    await copyText(text);
    tell(`The ${what} is copied.`);
  } catch (error) {
    tellProblem(`Could not copy the ${what}`, error as Error);
  }
}
