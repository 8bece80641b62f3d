import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { JobAnswer } from '../../../main/contract/larder.ts';
import { useCancelJob } from '../../api/storageChanges.ts';
import { tellProblem } from '../../ui/notices.tsx';
import { count, countOf, duration } from '../../ui/words.ts';
import { type Figure, Figures } from './Figures.tsx';
import { SparseStatus } from './SparseStatus.tsx';
import { useJobPace } from './useJobPace.ts';

export interface RunningState {
  /** What it does now, in words. */
  doing: string;
  /** How far it is, in words, where a bar alone says too little: "3 of 12 files". */
  place?: string;
  /** What is done is counted in these: "task". */
  unit: string;
  done: number;
  /** How much of the whole that is, 0 to 1; null: not known yet. */
  share: number | null;
  figures: Figure[];
}

/** A job under way: how far it is, how fast, how long it takes, and a button that ends it. */
export function RunningJob({ job, state }: { job: JobAnswer; state: RunningState }) {
  const { doing, place, unit, done, share, figures } = state;
  const pace = useJobPace(done, doing);
  const sharePace = useJobPace(share ?? 0, doing);
  const cancel = useCancelJob();
  const percent = share === null ? null : Math.min(1, share) * 100;
  // A second at least: it is a guess, and "about less than" is none.
  const left = sharePace && share !== null ? duration(Math.max(1, (1 - share) / sharePace)) : null;
  const speed = pace ? `${countOf(Math.round(pace), unit)} a second` : null;
  return (
    <Stack gap="sm">
      <Progress.Root size="md" radius="xl">
        <Progress.Section
          value={percent ?? 100}
          animated={percent === null}
          striped={percent === null}
          aria-label={doing}
          withAria={percent !== null}
          {...(percent === null ? { role: 'progressbar' } : {})}
        />
      </Progress.Root>
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed" className="figures">
          {[doing, place, speed, left && `about ${left} left`].filter(Boolean).join(' · ')}
        </Text>
        <Button
          variant="default"
          size="xs"
          loading={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutateAsync(job.id).catch((error: Error) => tellProblem('Could not cancel it', error))}
        >
          Cancel
        </Button>
      </Group>
      <Figures figures={figures} />
      <SparseStatus words={`${doing}. ${figures.map(({ label, value }) => `${label}: ${count(value)}`).join(', ')}.`} />
    </Stack>
  );
}
