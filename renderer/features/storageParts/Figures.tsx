import { Box, Group, Text } from '@mantine/core';
import { count } from '../../ui/words.ts';

export interface Figure {
  label: string;
  value: number;
  /** Draws the eye when it is not zero. */
  isTrouble?: boolean;
}

/** Numbers with what they count, side by side; they keep their places while they change. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <Group component="dl" gap="md" m={0}>
      {figures.map(({ label, value, isTrouble }) => (
        <Box key={label} miw={88} display="flex" style={{ flexDirection: 'column-reverse' }}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text
            component="dd"
            m={0}
            fw={620}
            size="lg"
            className="figures"
            {...(isTrouble && value ? { c: 'var(--mantine-color-error)' } : {})}
          >
            {count(value)}
          </Text>
        </Box>
      ))}
    </Group>
  );
}
