import { Box, Stack } from '@mantine/core';
import { useSettings } from '../../api/settings.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { About } from './About.tsx';
import { SettingsList } from './SettingsList.tsx';
import { WhyNot } from './WhyNot.tsx';

/** What is in force, why a file is not seen, and what this is. */
export default function Diagnostics() {
  return (
    <Box maw={860}>
      <PageHeader title="Diagnostics" words="What is in force and why, and what to do when a file cannot be seen." />
      <Stack gap="lg">
        <WhyNot />
        <Loaded query={useSettings()} what="the settings">
          {(settings) => (
            <>
              <SettingsList settings={settings} />
              <About settings={settings} />
            </>
          )}
        </Loaded>
      </Stack>
    </Box>
  );
}
