import { Text, type TextProps, Tooltip } from '@mantine/core';
import classes from './PathText.module.css';

/** A path that keeps its end when there is no room: the end tells files apart. The whole of it is in the tooltip. */
export function PathText({ path, ...props }: TextProps & { path: string }) {
  return (
    <Tooltip label={path} multiline maw={480} openDelay={400}>
      <Text className={classes.path} ff="monospace" size="sm" {...props}>
        <bdi>{path}</bdi>
      </Text>
    </Tooltip>
  );
}
