import { Badge, createTheme, type MantineColorsTuple, Menu, Modal, Notification } from '@mantine/core';

/** The one accent: the green of a preserving jar. */
const jar: MantineColorsTuple = [
  '#eaf6f2',
  '#d5ebe4',
  '#a9d7c8',
  '#79c2ab',
  '#4fae91',
  '#309a7c',
  '#1c8268',
  '#126b56',
  '#0c5a48',
  '#06493a',
];

/** Greys with a little warmth, so that paper and wood come to mind, not metal. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ed',
  '#e8e5df',
  '#d8d4cb',
  '#bdb8ad',
  '#98928a',
  '#6f6a62',
  '#56524b',
  '#3a3733',
  '#24221f',
];

const dark: MantineColorsTuple = [
  '#e6e3dd',
  '#cdc9c1',
  '#a9a49b',
  '#7d7871',
  '#4a4742',
  '#383632',
  '#2c2a27',
  '#211f1d',
  '#1a1917',
  '#131211',
];

export const theme = createTheme({
  primaryColor: 'jar',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { jar, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: 'none' } }),
    // Its placeholder is a child that a menu may not have; without it the first entry gets the focus.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontWeight: 650 } },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
  },
});
