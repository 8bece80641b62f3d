import { Anchor, Button } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { Link } from 'react-router';
import { kindOf } from '../../../../main/contract/fileKinds.ts';
import { Unreachable } from '../../../api/client.ts';
import { placeBelow } from '../../../api/places.ts';
import { useWhyNotShown } from '../../../api/servedFiles.ts';
import { useAddressRoot } from '../../../api/settings.ts';
import { showPlace, wayToPlace } from '../../../app/showPlace.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import type { MediaField } from './addresses.ts';
import { formatOf, isForeign, SHOWN_FORMAT } from './formats.ts';

/** Leads to the file, for other programs; only the owner knows where it is. */
function WayToFile({ path }: { path: string }) {
  const root = useAddressRoot();
  if (!root) return null;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<wayToPlace.icon size={16} aria-hidden />}
      onClick={() => void showPlace(placeBelow(root, path))}
    >
      {wayToPlace.words}
    </Button>
  );
}

function wayToSee(path: string): string {
  const shown = SHOWN_FORMAT[kindOf(path)];
  return shown ? `To see it here, convert it to ${shown} and sync again.` : 'Other programs can open it.';
}

/** A file of a kind that has no view here. */
export function NoView({ path }: { path: string }) {
  return (
    <EmptyState
      icon={IconFile}
      title={formatOf(path) ? `${formatOf(path)} files cannot be shown here` : 'This file cannot be shown here'}
      words={`${path} is served as it is, so that programs can read it. ${wayToSee(path)}`}
    >
      <WayToFile path={path} />
    </EmptyState>
  );
}

/** Why a file could not be shown, and what to do. */
export function NotShown({ address, path }: MediaField) {
  const { data: why, error } = useWhyNotShown(address);
  const title = 'This file cannot be shown';
  if (error) return <Problem title={title} error={new Unreachable()} />;
  if (why === 'not served') {
    return (
      <Problem title={title} error={`${path} is not served: it is gone, or in no source folder that you may see.`}>
        <Anchor component={Link} to={`/diagnostics?path=${encodeURIComponent(path)}`} size="sm">
          Find out why
        </Anchor>
      </Problem>
    );
  }
  if (why === 'empty')
    return (
      <Problem
        title="This file is empty"
        error={`Not one byte is in ${path}. Perhaps it was never copied to its end.`}
      />
    );
  if (why !== 'content') return null;
  if (isForeign(path)) return <NoView path={path} />;
  return (
    <Problem
      title={title}
      error={`${path} is damaged, is not what its name says, or is coded in a way that is not known here. ${wayToSee(path)}`}
    >
      <WayToFile path={path} />
    </Problem>
  );
}
