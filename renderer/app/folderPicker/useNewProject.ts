import { useNavigate } from 'react-router';
import type { PickedFolder } from '../../../main/contract/desktop.ts';
import { useFolderPicker } from './useFolderPicker.tsx';

/** Begins a project: with a folder that is chosen now, or one that was picked already. */
export function useNewProject() {
  const navigate = useNavigate();
  const { chooseFolder } = useFolderPicker();
  const begin = (picked: PickedFolder) => {
    // One that lies outside of the document root is looked at all the same: the view says what would allow it.
    if (picked.status !== 'cancelled') void navigate(`/new?path=${encodeURIComponent(picked.path)}`);
  };
  return { begin, choose: async () => begin(await chooseFolder({ purpose: 'import' })) };
}
