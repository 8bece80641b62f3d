import { Text, type TextProps, Tooltip } from '@mantine/core';
import { type MouseEvent, useState } from 'react';
import classes from './PathText.module.css';

/** A path that keeps its end when there is no room: the end tells files apart. The whole of it is in the tooltip. */
export function PathText({ path, ...props }: TextProps & { path: string }) {
  const [isCut, setIsCut] = useState(false);
  const look = ({ currentTarget }: MouseEvent) => setIsCut(currentTarget.scrollWidth > currentTarget.clientWidth);
  return (
    <Tooltip label={path} disabled={!isCut} multiline maw={480} openDelay={400}>
      <Text className={classes.path} ff="monospace" size="sm" onMouseEnter={look} {...props}>
        <bdi>{path}</bdi>
      </Text>
    </Tooltip>
  );
}
