import { SAVED_TEXT_LIMIT } from '../../main/contract/desktopBridge.ts';
import { desktop } from '../api/desktop.ts';
import { tell, tellProblem } from './notices.tsx';

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Saves a text as a file and answers where: the desktop app asks for the place, a browser downloads it. Null: it was cancelled. */
export async function saveText(name: string, text: string): Promise<string | null> {
  if (!desktop) {
    download(name, text);
    return name;
  }
  if (text.length > SAVED_TEXT_LIMIT) throw new Error('The text is too long to be saved in one file. Save less of it.');
  const saved = await desktop.saveText({ name, text });
  if (saved.status === 'failed') throw new Error(saved.reason);
  return saved.status === 'saved' ? saved.path : null;
}

/** Saves a text and says where in a notice; `what` names it ("report"). */
export async function saveAndTell(what: string, name: string, text: string): Promise<void> {
  try {
    const place = await saveText(name, text);
    if (place !== null) tell(`The ${what} is saved as ${place}.`);
  } catch (error) {
    tellProblem(`Could not save the ${what}`, error as Error);
  }
}
