import { Group, Loader, Text } from '@mantine/core';
import type { FileKind } from '../../../main/contract/fileKinds.ts';
import type { FolderContents } from '../../../main/contract/folders.ts';
import { Card } from '../../ui/Card.tsx';
import { KIND_WORDS, KindIcon } from '../../ui/KindIcon.tsx';
import { PathText } from '../../ui/PathText.tsx';
import { count, countOf } from '../../ui/words.ts';
import classes from './NewProject.module.css';

/** The kinds that are there, the most frequent first. */
const present = ({ kinds }: FolderContents) =>
  (Object.entries(kinds) as [FileKind, number][]).filter(([, number]) => number > 0).sort(([, a], [, b]) => b - a);

interface CountedProps {
  path: string;
  /** Whether sub-folders are counted too. */
  recursive: boolean;
  contents: FolderContents | undefined;
}

/** What is in the folder, while it is counted. */
export function Counted({ path, recursive, contents }: CountedProps) {
  return (
    <Card mb="lg">
      <PathText path={path} fw={600} />
      <div role="status" aria-live="polite" aria-busy={!contents?.done}>
        <Group gap="xl" mt="md" mih={56}>
          {contents &&
            present(contents).map(([kind, number]) => (
              <div key={kind} className={classes.kind}>
                <KindIcon kind={kind} size={26} />
                <div>
                  <Text fw={650} size="lg" lh={1.2} className="figures">
                    {count(number)}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {KIND_WORDS[kind][number === 1 ? 0 : 1]}
                  </Text>
                </div>
              </div>
            ))}
          {contents?.done && contents.files === 0 && <Text c="dimmed">There are no files in it.</Text>}
          {!contents?.done && <Loader size="sm" aria-hidden />}
        </Group>
        <Text size="sm" c="dimmed" mt="xs" className="figures">
          {!contents?.done
            ? 'Counting…'
            : !recursive
              ? 'Without the sub-folders.'
              : contents.folders > 0
                ? `In ${countOf(contents.folders, 'sub-folder')} too.`
                : 'No sub-folders.'}
        </Text>
      </div>
      {contents && contents.problems.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" mt="sm">
          Not everything can be read: {contents.problems[0]}
          {contents.problems.length > 1 && ' (and others)'}
        </Text>
      )}
    </Card>
  );
}
