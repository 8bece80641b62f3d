import { IconCompass } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { ProjectPlace } from '../features/project/ProjectPlace.tsx';
import { Start } from '../features/start/Start.tsx';
import { Tasks } from '../features/tasks/Tasks.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Shell } from './Shell.tsx';

const NewProject = lazy(() => import('../features/newProject/NewProject.tsx'));
const TaskViewer = lazy(() => import('../features/tasks/TaskViewer.tsx'));
const Sources = lazy(() => import('../features/sources/Sources.tsx'));
const Exports = lazy(() => import('../features/exports/Exports.tsx'));
const ProjectSettings = lazy(() => import('../features/project/ProjectSettings.tsx'));
const Diagnostics = lazy(() => import('../features/diagnostics/Diagnostics.tsx'));

function Nowhere() {
  return <EmptyState isView icon={IconCompass} title="Nothing is here" words="This address leads nowhere in Larder." />;
}

/** Which view is at which address. */
export function Places() {
  const { pathname } = useLocation();
  return (
    <Shell>
      <ErrorBoundary address={pathname}>
        <Suspense fallback={<Loading what="the view" />}>
          <Routes>
            <Route index element={<Start />} />
            <Route path="new" element={<NewProject />} />
            <Route path="projects/:project" element={<ProjectPlace />}>
              <Route index element={<Navigate to="tasks" replace />} />
              <Route path="tasks" element={<Tasks />} />
              <Route path="sources/*" element={<Sources />} />
              <Route path="exports/*" element={<Exports />} />
              <Route path="settings" element={<ProjectSettings />} />
            </Route>
            <Route path="projects/:project/tasks/:task" element={<TaskViewer />} />
            <Route path="diagnostics" element={<Diagnostics />} />
            <Route path="*" element={<Nowhere />} />
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}
