import { ActionIcon, Tabs, Text, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { Task } from '../../api/tasks.ts';
import { Card } from '../../ui/Card.tsx';
import { copyAndTell } from '../../ui/copyText.ts';
import classes from './Viewer.module.css';

function Json({ value, name }: { value: unknown; name: string }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <div className={classes.json}>
      <Tooltip label={`Copy the ${name}`} position="left">
        <ActionIcon
          className={classes.copy}
          variant="default"
          aria-label={`Copy the ${name}`}
          onClick={() => void copyAndTell(`JSON of the ${name}`, text)}
        >
          <IconCopy size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keys must reach it */}
      <section tabIndex={0} aria-label={`The ${name} as JSON`}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}

/** Data, annotations and predictions of a task, as the API answers them. */
export function TaskFacts({ task }: { task: Task }) {
  const parts = [
    { name: 'data', label: 'Data', value: task.data, none: false },
    {
      name: 'annotations',
      label: `Annotations (${task.annotations.length})`,
      value: task.annotations,
      none: !task.annotations.length,
    },
    {
      name: 'predictions',
      label: `Predictions (${task.predictions.length})`,
      value: task.predictions,
      none: !task.predictions.length,
    },
  ];
  return (
    <Card p={0} className={classes.facts}>
      <Tabs defaultValue="data">
        <Tabs.List aria-label="About the task">
          {parts.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ name, value, none }) => (
          <Tabs.Panel key={name} value={name}>
            {none ? (
              <Text size="sm" c="dimmed" p="md">
                This task has no {name} yet.
              </Text>
            ) : (
              <Json value={value} name={name} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Card>
  );
}
