import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ListedTask } from '../../../main/contract/taskList.ts';
import { foldersBetween, placeBelow } from '../../api/places.ts';
import { useAddressRoot } from '../../api/settings.ts';
import { useImportStorages } from '../../api/storages.ts';
import { useTaskWindow } from '../../api/tasks.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { storageTitle } from '../../ui/storageTitle.ts';
import { Flying } from './media/flying.ts';
import { TaskCard } from './TaskCard.tsx';
import { TaskRow } from './TaskRow.tsx';
import classes from './Tasks.module.css';
import { useTallRows } from './useTallRows.ts';
import { taskAddress, type useTaskFilter } from './useTaskFilter.ts';

const CARD_WIDTH = 190;
const CARD_HEIGHT = 206;
const LINE_HEIGHT = 48;

type TaskListProps = Pick<ReturnType<typeof useTaskFilter>, 'filter' | 'layout' | 'place' | 'keepPlace'> & {
  project: number;
  total: number;
};

/** Where the arrows and their friends lead from a place in the list. */
function stepOf(key: string, columns: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  return steps[key] ?? null;
}

/** The tasks, as pictures or as lines, however many there are. */
export function TaskList({ project, filter, layout, place, keepPlace, total }: TaskListProps) {
  const { data: storages = [] } = useImportStorages(project);
  const { ref: measured, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(Math.min(place ?? 0, total - 1));
  const moved = useRef(place !== null);
  const columns = layout === 'table' ? 1 : Math.max(2, Math.floor(width / CARD_WIDTH));
  const rowHeight = layout === 'table' ? LINE_HEIGHT : CARD_HEIGHT;
  const rows = useTallRows({ scroller, rows: Math.ceil(total / columns), rowHeight });
  const tasks = useTaskWindow(project, filter, rows.from * columns, Math.min(total, rows.to * columns));
  const root = useAddressRoot();
  const originOf = (task: ListedTask | undefined) => {
    const storage = storages.find(({ id }) => id === task?.storage);
    if (!storage) return { source: '', folder: '' };
    return { source: storageTitle(storage), folder: foldersBetween(storage.path, placeBelow(root, task?.file ?? '')) };
  };

  // Back from a task: how many columns there are, and so its row, is known when the list is measured.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (width > 0 && moved.current) rows.show(Math.floor(active / columns));
  }, [width > 0]);

  // The keys move the focus, and so does coming back; rows that scroll by do not take it away.
  useEffect(() => {
    if (!moved.current || width === 0) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] a`);
    if (!link) return;
    moved.current = false;
    link.focus({ preventScroll: true });
  });

  useShortcuts([
    { keys: 'ArrowDown', does: 'Along the list; so do the other arrows, Page Up and Down, Home and End' },
    { keys: 'Enter', does: 'Open the task' },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1) * columns;
    const step = stepOf(event.key, columns, page);
    if (step === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, active + step));
    moved.current = true;
    setActive(next);
    rows.show(Math.floor(next / columns));
  };

  const shown = Array.from({ length: Math.max(0, rows.to - rows.from) }, (_, index) => rows.from + index);
  const first = rows.from * columns;
  const reachable = active >= first && active < rows.to * columns ? active : first;
  return (
    <>
      {tasks.error && <Problem title="Could not load these tasks" error={tasks.error} retry={tasks.retry} />}
      <div ref={scroller} className={classes.scroller} data-layout={layout} data-testid="task-list">
        {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, a table cannot hold a million */}
        <div
          ref={measured}
          role="grid"
          tabIndex={-1}
          aria-label="Tasks"
          aria-rowcount={Math.ceil(total / columns)}
          aria-colcount={columns}
          className={classes.rows}
          style={{ height: rows.height }}
          onKeyDown={onKeyDown}
        >
          <Flying value={rows.isFlying}>
            {shown.map((row) => (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: its cells are
              <div
                key={row}
                role="row"
                aria-rowindex={row + 1}
                className={classes.row}
                style={{ height: rowHeight, transform: `translateY(${rows.topOf(row)}px)` }}
              >
                {Array.from({ length: columns }, (_, column) => row * columns + column)
                  .filter((index) => index < total)
                  .map((index) => {
                    const task = tasks.at(index);
                    const props = {
                      task,
                      active: index === reachable,
                      to: task ? taskAddress(project, task.id, index, { ...filter, layout }) : '',
                    };
                    return (
                      // biome-ignore lint/a11y/useSemanticElements: see above
                      // biome-ignore lint/a11y/useFocusableInteractive: the link in it is
                      <div
                        key={index}
                        role="gridcell"
                        data-index={index}
                        className={classes.cell}
                        style={{ width: `${100 / columns}%` }}
                        onFocus={() => setActive(index)}
                        onClickCapture={() => keepPlace(index)}
                      >
                        {layout === 'table' ? <TaskRow {...props} {...originOf(task)} /> : <TaskCard {...props} />}
                      </div>
                    );
                  })}
              </div>
            ))}
          </Flying>
        </div>
      </div>
    </>
  );
}
