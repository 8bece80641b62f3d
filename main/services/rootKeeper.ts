import { setTimeout } from 'node:timers/promises';
import type { OutsideStorage } from '../contract/envelope.ts';
import { addressRoot } from './addressRoot.ts';
import { type Core, write } from './core.ts';
import { invalid, Refusal } from './errors.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { SettingsInForce } from './settings.ts';
import { namesOf, storagesOutside } from './storagesOutside.ts';

/** What is over soon is waited for, so that the next answer has it; what takes longer goes on by itself (milliseconds). */
const SOON_MS = 1000;

type Choices = Record<string, string | null>;

interface RebaseCore extends Core {
  jobs: Jobs;
  reloadSettings: () => SettingsInForce;
  /** What would be in force with these choices. */
  settingsWith: (choices: Choices) => SettingsInForce;
}

const wouldBeOutside = (root: string, storages: OutsideStorage[]) =>
  invalid(
    {
      document_root: [
        `These storages would lie outside of "${root}": ${namesOf(storages)}. Choose a folder above all of them, or delete or move them first.`,
      ],
    },
    storages,
  );

/**
 * Keeps links and addresses relative to the document root in force: when that is another one and all storages lie below
 * it, everything is rebased in one transaction on a job thread. Until then the old root says what an address means.
 */
export class RootKeeper {
  readonly #core: RebaseCore;
  /** One after the other: what compares the roots must not do so while another one changes them. */
  #last: Promise<unknown> = Promise.resolve();
  /** Tasks gone through by the rebase that runs; null when none does. */
  #progress: number | null = null;

  constructor(core: RebaseCore) {
    this.#core = core;
  }

  get progress(): number | null {
    return this.#progress;
  }

  /** Rebases if it is due. Resolves at the end of it. */
  follow(): Promise<void> {
    return this.#inTurn(async () => {
      const to = this.#core.settings().document_root.value;
      if (addressRoot(this.#core) === to || storagesOutside(this.#core.repositories, to).length) return;
      await this.#rebase(to, {});
      // The same root is in force, but what is said of the addresses is new.
      this.#core.events.tell({ type: 'settings' });
    });
  }

  /** Rebases if it is due, in the background when it takes long. */
  async followSoon(): Promise<void> {
    const end = new AbortController();
    const done = this.follow()
      .catch((error) => {
        // Stopped meanwhile, or a storage came outside of the root: the next occasion goes on.
        if (!(error instanceof Refusal))
          this.#core.log.error({ err: error }, 'tasks could not follow the document root');
      })
      .finally(() => end.abort());
    await Promise.race([done, setTimeout(SOON_MS, undefined, { signal: end.signal, ref: false }).catch(() => done)]);
  }

  /** Stores choices, and what they change of the root in force is followed in the same transaction. Refuses a root that leaves a storage outside. */
  choose(choices: Choices): Promise<void> {
    return this.#inTurn(async () => {
      const { settings, reloadSettings, settingsWith, repositories } = this.#core;
      const to = settingsWith(choices).document_root.value;
      const chosen = choices.document_root ?? to;
      const changes = to !== settings().document_root.value;
      // The command line may win for now; the choice has to be good for the next start all the same.
      const outside = changes || chosen !== to ? storagesOutside(repositories, chosen) : [];
      if (outside.length) throw wouldBeOutside(chosen, outside);
      if (changes) await this.#rebase(to, choices);
      else
        await write(this.#core, () => {
          for (const [name, value] of Object.entries(choices)) repositories.settings.set(name, value);
        });
      reloadSettings();
    });
  }

  async #rebase(to: string, choices: Choices): Promise<void> {
    this.#progress = 0;
    try {
      const { status } = await this.#core.jobs.alone({ kind: 'rebase', to, choices }, ({ found }) => {
        this.#progress = found;
      });
      if (status === 'cancelled') throw invalid({ document_root: ['Larder is being stopped. Nothing was changed.'] });
      if (status === 'failed') throw wouldBeOutside(to, storagesOutside(this.#core.repositories, to));
    } finally {
      this.#progress = null;
    }
    this.#core.log.info({ to }, 'links and addresses are relative to another document root now');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
