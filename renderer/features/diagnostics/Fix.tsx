import { Button } from '@mantine/core';
import type { Explanation } from '../../../main/contract/larder.ts';
import { isAbsolute, placeBelow } from '../../api/places.ts';
import { useChangeSettings, useSettings } from '../../api/settings.ts';
import { useFolderPicker } from '../../app/folderPicker/useFolderPicker.tsx';
import { useNewProject } from '../../app/folderPicker/useNewProject.ts';
import { tellProblem } from '../../ui/notices.tsx';

interface FixProps {
  rule: Explanation['checks'][number]['rule'];
  /** The path that was asked for. */
  asked: string;
  onFixed: () => void;
}

const directoryOf = (path: string) => path.replace(/[\\/][^\\/]*$/, '');

/** What can be done here about a rule that is not met; nothing for those that only a person elsewhere can mend. */
export function Fix({ rule, asked, onFixed }: FixProps) {
  const { chooseDocumentRoot } = useFolderPicker();
  const { begin } = useNewProject();
  const change = useChangeSettings();
  const settings = useSettings().data;
  const root = settings?.document_root;

  if (rule === 'serving enabled' && !settings?.serving_enabled.variable) {
    const choose = async () => {
      const chosen = await chooseDocumentRoot();
      if (!chosen) return;
      change
        .mutateAsync({ document_root: chosen })
        .then(onFixed, (error: Error) => tellProblem('The document root was not changed', error));
    };
    return (
      <Button size="xs" loading={change.isPending} onClick={() => void choose()}>
        Choose the document root
      </Button>
    );
  }
  if (rule === 'inside a storage') {
    const file = isAbsolute(asked) ? asked : placeBelow(root?.value ?? '', asked);
    const path = directoryOf(file);
    return (
      <Button size="xs" onClick={() => begin({ status: 'chosen', path })}>
        Make a project from its folder
      </Button>
    );
  }
  if (rule === 'file readable') {
    return (
      <Button size="xs" variant="default" onClick={onFixed}>
        Look again
      </Button>
    );
  }
  return null;
}
