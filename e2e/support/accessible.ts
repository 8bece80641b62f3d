import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { hostName } from './host.ts';

/** Halfway from one theme to the other a text has a colour of neither. Runs in the page. */
const transitionsOver = async () => {
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(transitions.map(({ finished }) => finished));
};

/** Not serious to axe, but every view says by its first heading what it is. */
const HEADING = 'page-has-heading-one';

/** axe finds nothing serious on what is shown, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.evaluate(transitionsOver);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(hostName === 'electron').analyze();
    const serious = violations.filter(
      ({ id, impact }) => impact === 'serious' || impact === 'critical' || id === HEADING,
    );
    const found = serious.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
    expect(found, `in the ${colorScheme} theme`).toEqual([]);
  }
}
