import { Group, List, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { Explanation } from '../../../main/contract/larder.ts';
import { Fix } from './Fix.tsx';

const RULES: Record<Explanation['checks'][number]['rule'], string> = {
  'signed in': 'You are signed in',
  'serving enabled': 'Larder may show files',
  'inside a storage': 'The file lies in a source folder',
  'project visible': 'You may see the project of that folder',
  'file readable': 'The file is there and can be read',
};

/** Met, not met, or not to be said before another rule is met: then there is nothing to mend in this one. */
function Mark({ pass, fix }: Pick<Explanation['checks'][number], 'pass' | 'fix'>) {
  const isOpen = !pass && fix === null;
  const [Icon, words] = pass ? [IconCheck, 'Met:'] : isOpen ? [IconMinus, 'Not known yet:'] : [IconX, 'Not met:'];
  return (
    <ThemeIcon size={22} radius="xl" color={pass ? 'jar' : isOpen ? 'gray' : 'red'} variant="light">
      <Icon size={14} aria-label={words} />
    </ThemeIcon>
  );
}

interface ExplainedProps {
  asked: string;
  explanation: Explanation;
  recheck: () => void;
}

/** Each rule with pass or fail, what was found, and the way to mend it. */
export function Explained({ asked, explanation, recheck }: ExplainedProps) {
  const { checks, served, warning } = explanation;
  const firstFailed = checks.find(({ pass }) => !pass);
  return (
    <div role="status">
      <Text fw={600} mb="sm">
        {served ? 'This file is shown: every rule is met.' : 'This file is not shown.'}
      </Text>
      {warning && (
        <Text size="sm" mb="sm">
          {warning}
        </Text>
      )}
      <List spacing="sm" listStyleType="none">
        {checks.map(({ rule, pass, compared, fix }) => (
          <List.Item
            key={rule}
            icon={<Mark pass={pass} fix={fix} />}
            styles={{ itemWrapper: { alignItems: 'flex-start' } }}
          >
            <Text size="sm" fw={600}>
              {RULES[rule]}
            </Text>
            <Text size="sm" c="dimmed" className="path">
              {compared}
            </Text>
            {fix && (
              <Group gap="sm" mt={6}>
                <Text size="sm" flex="1 1 260px">
                  {fix}
                </Text>
                {rule === firstFailed?.rule && <Fix rule={rule} asked={asked} onFixed={recheck} />}
              </Group>
            )}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
