import { modals } from '@mantine/modals';
import type { PickedFolder } from '../../../main/contract/desktop.ts';
import { desktop } from '../../api/desktop.ts';
import { useSettings } from '../../api/settings.ts';
import { tellProblem } from '../../ui/notices.tsx';
import { FolderBrowser } from './FolderBrowser.tsx';

interface Asked {
  title: string;
  scope: 'root' | 'machine';
  startAt: string | undefined;
  canCreate: boolean;
}

/** The browser's way: a window with the folders that the server lists. */
function browse({ title, scope, startAt, canCreate }: Asked): Promise<PickedFolder> {
  return new Promise((resolve) => {
    const end = (picked: PickedFolder) => {
      resolve(picked);
      modals.close(id);
    };
    const id = modals.open({
      title,
      size: 'lg',
      onClose: () => resolve({ status: 'cancelled' }),
      children: (
        <FolderBrowser
          scope={scope}
          startAt={startAt}
          canCreate={canCreate}
          topMayBeChosen={scope === 'machine'}
          onChoose={(path) => end({ status: 'chosen', path })}
          onCancel={() => end({ status: 'cancelled' })}
        />
      ),
    });
  });
}

const TITLES = { import: 'Choose a folder with files', export: 'Choose a folder for the annotations' };

/** Asks a person for a folder: by the system's picker in the desktop app, else by the server's list of folders. */
export function useFolderPicker() {
  const root = useSettings().data?.document_root;
  const hasRoot = root !== undefined && root.origin !== 'default';
  return {
    /** A folder inside the document root; anywhere while none is chosen yet. */
    chooseFolder: ({ purpose, startAt }: { purpose: 'import' | 'export'; startAt?: string }): Promise<PickedFolder> => {
      if (desktop) return desktop.chooseFolder({ purpose, ...(startAt ? { startAt } : {}) });
      const scope = hasRoot ? 'root' : 'machine';
      return browse({ title: TITLES[purpose], scope, startAt, canCreate: purpose === 'export' && hasRoot });
    },
    /** Null when none was chosen; why one is refused is told. */
    chooseDocumentRoot: async ({ startAt }: { startAt?: string } = {}): Promise<string | null> => {
      const picked = desktop
        ? await desktop.chooseDocumentRoot(startAt ? { startAt } : {})
        : await browse({ title: 'Choose the document root', scope: 'machine', startAt, canCreate: false });
      if (picked.status === 'refused') tellProblem('The document root stays', new Error(picked.reason));
      return picked.status === 'chosen' ? picked.path : null;
    },
  };
}
