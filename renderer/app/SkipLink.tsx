import { Anchor } from '@mantine/core';
import classes from './Shell.module.css';

/** The first thing that Tab reaches: past the projects, to the view. */
export function SkipLink() {
  return (
    <Anchor href="#view" className={classes.skip}>
      Skip to the view
    </Anchor>
  );
}
