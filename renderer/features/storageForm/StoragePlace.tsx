import { Grid, Title } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useStartSync } from '../../api/storageChanges.ts';
import type { StorageSide } from '../../api/storages.ts';
import { Card } from '../../ui/Card.tsx';
import { tell, tellProblem } from '../../ui/notices.tsx';
import type { AnyStorage } from './formValues.ts';
import { StorageForm } from './StorageForm.tsx';
import { SyncPreview } from './SyncPreview.tsx';
import { useStorageForm } from './useStorageForm.ts';

interface StoragePlaceProps {
  side: StorageSide;
  project: number;
  /** null: a new one. */
  stored: AnyStorage | null;
  /** The address of the list that it belongs to. */
  at: string;
}

const TITLES = {
  import: { new: 'Add a source folder', stored: 'Change the source folder' },
  export: { new: 'Add an export folder', stored: 'Change the export folder' },
};

/** Where a source or export folder is added or changed; for a source with what its sync will do beside it. */
export function StoragePlace({ side, project, stored, at }: StoragePlaceProps) {
  const navigate = useNavigate();
  const form = useStorageForm({ side, project, stored });
  const sync = useStartSync(side);
  const leave = () => void navigate(at);
  const savedAndSync = ({ id }: AnyStorage) => {
    // Whoever starts it has left by the answer: a callback of `mutate` would not be called.
    sync.mutateAsync({ storage: id }).catch((error: Error) => tellProblem('The sync could not start', error));
    leave();
  };
  const saved = () => {
    tell(stored ? 'The changes are saved.' : 'The folder is added.');
    leave();
  };
  // An export folder gets what is there already when it is made.
  const syncs = side === 'import';
  return (
    <>
      <Title order={2} size="h3" mb="md">
        {TITLES[side][stored ? 'stored' : 'new']}
      </Title>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: syncs ? 7 : 9 }}>
          <Card p={{ base: 'md', sm: 'lg' }}>
            <StorageForm
              side={side}
              form={form}
              confirm={syncs ? 'Save and sync' : stored ? 'Save' : 'Add the folder'}
              {...(syncs ? { other: { words: 'Save only', onSaved: saved } } : {})}
              onSaved={syncs ? savedAndSync : saved}
              onCancel={leave}
            />
          </Card>
        </Grid.Col>
        {syncs && (
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <SyncPreview project={project} form={form} />
          </Grid.Col>
        )}
      </Grid>
    </>
  );
}
