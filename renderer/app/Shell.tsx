import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'react-router';
import { Brand } from './Brand.tsx';
import { DropTarget } from './DropTarget.tsx';
import { MenuCommands } from './MenuCommands.tsx';
import { ServerState } from './ServerState.tsx';
import classes from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { SkipLink } from './SkipLink.tsx';

/** The frame around every view: projects at the left, a bar with the menu on small windows. */
export function Shell({ children }: { children: ReactNode }) {
  const [open, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the menu
  useEffect(close, [pathname]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 264, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <SkipLink />
      <AppShell.Header hiddenFrom="sm" className={classes.bar}>
        <Group h="100%" px="md">
          <Burger opened={open} onClick={toggle} size="sm" aria-label={open ? 'Close the menu' : 'Open the menu'} />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.sidebar}>
        <Group h={56} px="md" hiddenFrom="sm">
          <Burger opened={open} onClick={toggle} size="sm" aria-label="Close the menu" />
          <Brand />
        </Group>
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main id="view" tabIndex={-1} className={classes.view}>
        <ServerState />
        {children}
      </AppShell.Main>
      <MenuCommands />
      <DropTarget />
    </AppShell>
  );
}
