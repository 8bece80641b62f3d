import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { ISSUES_A_PAGE, type IssueSearch, useIssuePages } from '../../api/issues.ts';
import { useAddressRoot } from '../../api/settings.ts';
import classes from './BadFileList.module.css';
import { BadFileRow } from './BadFileRow.tsx';

const ROW_HEIGHT = 84;
const BEYOND = 8;

interface BadFileListProps {
  storage: number;
  asked: IssueSearch;
  total: number;
}

/** However many bad files: only those in sight are drawn, and only their pages are asked for. */
export function BadFileList({ storage, asked, total }: BadFileListProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
  });
  const { search, reason } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found begins at the top
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [search, reason]);
  const shown = rows.getVirtualItems();
  const pages = [...new Set(shown.map(({ index }) => Math.floor(index / ISSUES_A_PAGE)))];
  const loaded = new Map(useIssuePages(storage, asked, pages).map(({ data }, at) => [pages[at], data]));
  const root = useAddressRoot();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section ref={box} className={classes.box} tabIndex={0} aria-label="Files that could not be taken">
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const issue = loaded.get(Math.floor(index / ISSUES_A_PAGE))?.[index % ISSUES_A_PAGE];
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              <BadFileRow issue={issue} root={root} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
